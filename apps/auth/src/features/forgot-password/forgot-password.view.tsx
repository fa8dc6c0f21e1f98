import { Alert, Anchor, Button, Stack, Text, Title } from '@flotilla/ui';
import { TextInput } from '@flotilla/ui/forms';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { AccountPort } from '../../account/account-port.ts';
import { Notice } from '../../account/notice.tsx';
import { describeWait } from '../../form/describe-wait.ts';
import { useSubmitForm } from '../../form/use-submit-form.ts';
import { checkForgotPassword, forgotPasswordFields, readForgotPassword } from './forgot-password.model.ts';

interface Props {
	account: Pick<AccountPort, 'forgotPassword'>;
	signInPath: string;
}

/** Asks for the mail with which a new password is chosen. */
export const ForgotPassword = ({ account, signInPath }: Props) => {
	const [sentTo, setSentTo] = useState<string | null>(null);
	const email = useRef<HTMLInputElement>(null);
	const form = useSubmitForm({
		fieldNames: forgotPasswordFields,
		read: readForgotPassword,
		check: checkForgotPassword,
		submit: async (values) => {
			await account.forgotPassword(values);
			setSentTo(values.email);
		},
	});

	useEffect(() => email.current?.focus(), []);

	const back = (
		<Anchor component={Link} to={signInPath} underline="always" size="sm">
			Back to sign in
		</Anchor>
	);
	if (sentTo !== null) {
		return (
			<Notice title="Check your mail" actions={back}>
				If there is an account for {sentTo}, a mail with a link is on its way. The link works for a short time; look
				into the spam folder as well.
			</Notice>
		);
	}
	return (
		<Stack gap="lg">
			<title>Forgot your password? · Flotilla</title>
			<Stack gap="xs">
				<Title order={1} size="h2">
					Forgot your password?
				</Title>
				<Text>We send you a link with which you choose a new one.</Text>
			</Stack>
			{form.message !== null && (
				<Alert role="alert" color="red">
					{form.message}
				</Alert>
			)}
			<form aria-label="Forgot your password?" {...form.formProps}>
				<Stack gap="md">
					<TextInput
						ref={email}
						name="email"
						type="email"
						label="E-mail"
						autoComplete="username"
						autoCapitalize="none"
						spellCheck={false}
						error={form.errorOf('email')}
					/>
					<Button type="submit" fullWidth loading={form.busy} disabled={form.waitSeconds > 0}>
						{form.waitSeconds > 0 ? `Try again in ${describeWait(form.waitSeconds)}` : 'Send the link'}
					</Button>
				</Stack>
			</form>
			{back}
		</Stack>
	);
};
