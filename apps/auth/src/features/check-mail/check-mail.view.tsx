import { useMessages } from '@flotilla/i18n';
import { Anchor, Group, Stack, Text } from '@flotilla/ui';
import { Link } from 'react-router';
import type { AccountPort } from '../../account/account-port.ts';
import type { SentMail } from '../../account/sent-mail.ts';
import { accountMessages } from '../../messages/account.messages.ts';
import { Notice } from '../../page/notice.tsx';
import { OutboxLink } from '../../page/outbox-link.tsx';
import { ResendMail } from '../../page/resend-mail.tsx';
import { strong, textLink } from '../../page/text-link.tsx';
import { checkMailMessages } from './check-mail.messages.ts';

interface Props {
	account: Pick<AccountPort, 'resendVerification' | 'forgotPassword'>;
	mail: SentMail;
	signInPath: string;
	/** Where the address was typed. */
	formPath: string;
}

/** Waits with the person for a mail. Says nothing about whether the address has an account. */
export const CheckMail = ({ account, mail, signInPath, formPath }: Props) => {
	const t = useMessages(checkMailMessages);
	const shared = useMessages(accountMessages);
	const { email, purpose, outboxPath } = mail;
	return (
		<Notice
			title={t('title')}
			actions={
				<Stack gap="md">
					<OutboxLink path={outboxPath} />
					<ResendMail
						waitName="mail"
						resend={() =>
							purpose === 'verify' ? account.resendVerification({ email }) : account.forgotPassword({ email })
						}
					/>
					<Group justify="space-between" gap="sm">
						{purpose === 'verify' ? (
							<Text size="sm" c="dimmed" component="p">
								{t.rich('confirmed', { link: textLink(signInPath) })}
							</Text>
						) : (
							<Anchor component={Link} to={signInPath} underline="always" size="sm">
								{shared('backToSignIn')}
							</Anchor>
						)}
						<Anchor component={Link} to={formPath} underline="always" size="sm">
							{t('otherAddress')}
						</Anchor>
					</Group>
				</Stack>
			}
		>
			{t.rich(purpose === 'verify' ? 'verify' : 'reset', { email, b: strong })}
		</Notice>
	);
};
