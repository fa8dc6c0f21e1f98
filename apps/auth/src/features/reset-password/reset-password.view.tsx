import { isApiError } from '@flotilla/api-client';
import { Alert, Button, Stack, Text, Title } from '@flotilla/ui';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { AccountPort } from '../../account/account-port.ts';
import { Notice } from '../../account/notice.tsx';
import { describeWait } from '../../form/describe-wait.ts';
import { checkNewPassword } from '../../form/new-password.ts';
import { PasswordFields } from '../../form/password-fields.tsx';
import { useSubmitForm } from '../../form/use-submit-form.ts';
import { readResetPassword, resetPasswordFields } from './reset-password.model.ts';

interface Props {
	account: Pick<AccountPort, 'resetPassword'>;
	/** Of the link; null when it has none. */
	token: string | null;
	forgotPasswordPath: string;
	/** Called when the new password counts, and all sessions have ended. */
	onDone(): Promise<void>;
}

/** Where the link of the mail leads with which a new password is chosen. */
export const ResetPassword = ({ account, token, forgotPasswordPath, onDone }: Props) => {
	const [isInvalid, setInvalid] = useState(token === null);
	const container = useRef<HTMLFormElement>(null);
	const form = useSubmitForm({
		fieldNames: resetPasswordFields,
		read: readResetPassword,
		check: checkNewPassword,
		submit: async (values) => {
			await account.resetPassword({ ...values, token: token ?? '' });
			await onDone();
		},
		onRefused: (error) => {
			if (isApiError(error) && (error.code === 'LINK_INVALID' || error.errors?.token !== undefined)) setInvalid(true);
		},
	});

	useEffect(() => container.current?.querySelector('input')?.focus(), []);

	if (isInvalid) {
		return (
			<Notice
				title="This link does not work"
				actions={
					<Button component={Link} to={forgotPasswordPath} fullWidth>
						Get a new link
					</Button>
				}
			>
				It was used before, has run out or is not complete. Your password was not changed.
			</Notice>
		);
	}
	return (
		<Stack gap="lg">
			<title>Choose a new password · Flotilla</title>
			<Stack gap="xs">
				<Title order={1} size="h2">
					Choose a new password
				</Title>
				<Text>You are then signed out everywhere.</Text>
			</Stack>
			{form.message !== null && (
				<Alert role="alert" color="red">
					{form.message}
				</Alert>
			)}
			<form aria-label="Choose a new password" ref={container} {...form.formProps}>
				<Stack gap="md">
					<PasswordFields label="New password" errorOf={form.errorOf} />
					<Button type="submit" fullWidth loading={form.busy} disabled={form.waitSeconds > 0}>
						{form.waitSeconds > 0 ? `Try again in ${describeWait(form.waitSeconds)}` : 'Change the password'}
					</Button>
				</Stack>
			</form>
		</Stack>
	);
};
