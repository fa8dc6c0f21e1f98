import { isApiError } from '@flotilla/api-client';
import { useSession, useSessionState } from '@flotilla/session';
import { Alert, Anchor, Button, Group, Stack, Text, Title } from '@flotilla/ui';
import { Checkbox, PasswordInput, TextInput } from '@flotilla/ui/forms';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { AccountPort } from '../../account/account-port.ts';
import { ResendVerification } from '../../account/resend-verification.tsx';
import { describeWait } from '../../form/describe-wait.ts';
import { useSubmitForm } from '../../form/use-submit-form.ts';
import {
	checkSignIn,
	endedSessionNotice,
	passwordChangedNotice,
	readSignIn,
	signInFields,
	toLoginBody,
} from './sign-in.model.ts';

interface Props {
	account: Pick<AccountPort, 'resendVerification'>;
	registerPath: string;
	forgotPasswordPath: string;
	/** Whether the person comes from choosing a new password. */
	passwordChanged: boolean;
}

/** Whoever renders this leaves the page once the session says `signed-in`. */
export const SignIn = ({ account, registerPath, forgotPasswordPath, passwordChanged }: Props) => {
	const session = useSession();
	const notice = useSessionState((state) => endedSessionNotice(state.endedBecause));
	const [unverified, setUnverified] = useState(false);
	const email = useRef<HTMLInputElement>(null);
	const form = useSubmitForm({
		fieldNames: signInFields,
		read: readSignIn,
		check: checkSignIn,
		submit: (values) => {
			setUnverified(false);
			return session.signIn(toLoginBody(values));
		},
		onRefused: (error, element) => {
			if (!isApiError(error)) return;
			if (error.code === 'INVALID_CREDENTIALS') offerNewPassword(element);
			setUnverified(error.code === 'EMAIL_NOT_VERIFIED');
		},
	});
	const message = form.message ?? (passwordChanged ? passwordChangedNotice : notice);

	useEffect(() => email.current?.focus(), []);

	return (
		<Stack gap="lg">
			<title>Sign in · Flotilla</title>
			<Title order={1} size="h2">
				Sign in
			</Title>
			{message !== null && (
				<Alert role="alert" color={form.message === null ? 'blue' : 'red'}>
					{message}
				</Alert>
			)}
			{unverified && <ResendVerification account={account} email={() => email.current?.value.trim() ?? ''} />}
			<form aria-label="Sign in" {...form.formProps}>
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
					<PasswordInput
						name="password"
						label="Password"
						autoComplete="current-password"
						visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password' }}
						error={form.errorOf('password')}
					/>
					<Checkbox name="rememberMe" label="Keep me signed in on this device" />
					<Button type="submit" fullWidth loading={form.busy} disabled={form.waitSeconds > 0}>
						{form.waitSeconds > 0 ? `Try again in ${describeWait(form.waitSeconds)}` : 'Sign in'}
					</Button>
				</Stack>
			</form>
			<Group justify="space-between" gap="sm">
				<Text size="sm" c="dimmed">
					New here?{' '}
					<Anchor component={Link} to={registerPath} underline="always">
						Create an account
					</Anchor>
				</Text>
				<Anchor component={Link} to={forgotPasswordPath} underline="always" size="sm">
					Forgot password?
				</Anchor>
			</Group>
		</Stack>
	);
};

/** The address stays; only the password has to be typed again. */
const offerNewPassword = (form: HTMLFormElement): void => {
	const password = form.elements.namedItem('password');
	if (!(password instanceof HTMLInputElement)) return;
	password.value = '';
	password.focus();
};
