import { useMessages } from '@flotilla/i18n';
import { Button, Group, Loader, Stack, Text, Title } from '@flotilla/ui';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { AccountPort } from '../../account/account-port.ts';
import type { SentMail } from '../../account/sent-mail.ts';
import { accountMessages } from '../../messages/account.messages.ts';
import { FormMessage } from '../../page/form-message.tsx';
import { FormPage } from '../../page/form-page.tsx';
import { Notice } from '../../page/notice.tsx';
import { PageTitle } from '../../page/page-title.tsx';
import { strong, textLink } from '../../page/text-link.tsx';
import { WaitingButton } from '../../page/waiting-button.tsx';
import { describeWait } from '../../waiting/describe-wait.ts';
import { useCountdown } from '../../waiting/use-countdown.ts';
import { AskForLink } from './ask-for-link.view.tsx';
import { verifyEmailMessages } from './verify-email.messages.ts';
import { failedVerification, type Verification, verificationOf } from './verify-email.model.ts';

interface Props {
	account: Pick<AccountPort, 'verifyEmail' | 'resendVerification'>;
	/** Of the link; null when it has none. */
	token: string | null;
	signInPath: string;
	registerPath: string;
	/** Where a password is chosen with such a token. */
	passwordPath: (token: string) => string;
	onSent(mail: SentMail): void;
}

/** Where the link of the mail leads that confirms an address. */
export const VerifyEmail = ({ account, token, signInPath, registerPath, passwordPath, onSent }: Props) => {
	const t = useMessages(verifyEmailMessages);
	const shared = useMessages(accountMessages);
	const [verification, setVerification] = useState<Verification>({ state: token === null ? 'invalid' : 'working' });
	const wait = useCountdown('use-link');
	// The link works once: asking twice would turn the first answer into a refusal.
	const asked = useRef(false);
	const startWait = useRef(wait.start);
	startWait.current = wait.start;

	const verify = useCallback(async () => {
		if (token === null || asked.current) return;
		asked.current = true;
		setVerification({ state: 'working' });
		try {
			setVerification(verificationOf(await account.verifyEmail({ token })));
		} catch (error) {
			asked.current = false;
			const failed = failedVerification(error);
			if (failed.state === 'failed' && failed.retryAfter > 0) startWait.current(failed.retryAfter);
			setVerification(failed);
		}
	}, [account, token]);

	useEffect(() => void verify(), [verify]);

	switch (verification.state) {
		case 'working':
			return (
				<Group gap="sm" wrap="nowrap" role="status">
					<PageTitle>{t('working')}</PageTitle>
					<Loader size="sm" aria-hidden />
					<Title order={1} size="h3">
						{t('working')}
					</Title>
				</Group>
			);
		case 'done': {
			const { email, passwordToken } = verification;
			return (
				<Notice
					title={t('doneTitle')}
					actions={
						<Button
							component={Link}
							to={passwordToken === null ? signInPath : passwordPath(passwordToken)}
							size="md"
							fullWidth
						>
							{passwordToken === null ? shared('signIn') : t('choosePassword')}
						</Button>
					}
				>
					{passwordToken === null ? t.rich('done', { email, b: strong }) : t.rich('disputed', { email, b: strong })}
				</Notice>
			);
		}
		case 'used':
			return (
				<Notice
					title={t('usedTitle')}
					actions={
						<Button component={Link} to={signInPath} size="md" fullWidth>
							{shared('signIn')}
						</Button>
					}
				>
					{t('used')}
				</Notice>
			);
		case 'expired':
		case 'invalid': {
			const isExpired = verification.state === 'expired';
			return (
				<Notice
					title={isExpired ? t('expiredTitle') : t('invalidTitle')}
					actions={
						<Stack gap="lg">
							<AskForLink account={account} onSent={onSent} />
							<Text size="sm" c="dimmed" component="p">
								{t.rich('noAccount', { link: textLink(registerPath) })}
							</Text>
						</Stack>
					}
				>
					{isExpired ? t('expired') : t('invalid')}
				</Notice>
			);
		}
		case 'failed': {
			const waits = wait.left > 0;
			return (
				<FormPage title={t('waitTitle')}>
					<FormMessage problem={verification.problem}>{t('linkStillGood')}</FormMessage>
					<WaitingButton waits={waits} onClick={() => void verify()}>
						{waits ? shared('tryAgainIn', { wait: describeWait(shared, wait.left) }) : shared('tryAgain')}
					</WaitingButton>
				</FormPage>
			);
		}
	}
};
