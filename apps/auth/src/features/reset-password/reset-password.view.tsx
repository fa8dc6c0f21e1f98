import { useMessages } from '@flotilla/i18n';
import { Anchor, Button, Stack } from '@flotilla/ui';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { AccountPort } from '../../account/account-port.ts';
import { checkNewPassword } from '../../form/new-password.ts';
import { useSubmitForm } from '../../form/use-submit-form.ts';
import { accountMessages } from '../../messages/account.messages.ts';
import fieldClasses from '../../page/field.module.css';
import { FormMessage } from '../../page/form-message.tsx';
import { FormPage } from '../../page/form-page.tsx';
import { Notice } from '../../page/notice.tsx';
import { SubmitButton } from '../../page/submit-button.tsx';
import { NewPasswordFields } from '../../password/new-password-fields.tsx';
import { resetPasswordMessages } from './reset-password.messages.ts';
import { type LinkEnd, linkEndOf, readResetPassword, resetPasswordFields } from './reset-password.model.ts';

interface Props {
	account: Pick<AccountPort, 'resetPassword'>;
	/** Of the link; null when it has none. */
	token: string | null;
	forgotPasswordPath: string;
	signInPath: string;
	/** Called when the new password counts, and all sessions have ended. */
	onDone(): Promise<void>;
}

const titles = { used: 'usedTitle', expired: 'expiredTitle', invalid: 'invalidTitle' } as const;

/** Where the link of the mail leads with which a new password is chosen. */
export const ResetPassword = ({ account, token, forgotPasswordPath, signInPath, onDone }: Props) => {
	const t = useMessages(resetPasswordMessages);
	const shared = useMessages(accountMessages);
	const [end, setEnd] = useState<LinkEnd | null>(token === null ? 'invalid' : null);
	const container = useRef<HTMLFormElement>(null);
	const form = useSubmitForm({
		name: 'use-link',
		fieldNames: resetPasswordFields,
		read: readResetPassword,
		check: checkNewPassword,
		submit: async (values) => {
			await account.resetPassword({ ...values, token: token ?? '' });
			await onDone();
		},
		onRefused: (error) => setEnd(linkEndOf(error)),
	});

	useEffect(() => container.current?.querySelector('input')?.focus(), []);

	if (end !== null) {
		return (
			<Notice
				title={t(titles[end])}
				actions={
					<Stack gap="md">
						<Button component={Link} to={forgotPasswordPath} size="md" fullWidth>
							{t('newLink')}
						</Button>
						<Anchor component={Link} to={signInPath} underline="always" size="sm">
							{shared('backToSignIn')}
						</Anchor>
					</Stack>
				}
			>
				{t(end === 'used' ? 'used' : end === 'expired' ? 'expired' : 'invalid')}
			</Notice>
		);
	}
	return (
		<FormPage title={t('title')} subtitle={t('text')}>
			<form aria-label={t('title')} ref={container} {...form.formProps}>
				<div className={fieldClasses.fields}>
					<NewPasswordFields
						label={t('newPassword')}
						problem={form.problemOf('password')}
						confirmProblem={form.problemOf('confirmPassword')}
					/>
					<SubmitButton busy={form.busy} waitSeconds={form.waitSeconds}>
						{t('submit')}
					</SubmitButton>
				</div>
			</form>
			<FormMessage problem={form.message} />
		</FormPage>
	);
};
