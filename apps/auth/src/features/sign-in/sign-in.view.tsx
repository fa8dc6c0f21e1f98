import { isApiError } from '@flotilla/api-client';
import { useSession, useSessionState } from '@flotilla/session';
import { Alert, Anchor, Button, Stack, Text, Title } from '@flotilla/ui';
import { Checkbox, PasswordInput, TextInput } from '@flotilla/ui/forms';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useSubmitForm } from '../../form/use-submit-form.ts';
import { checkSignIn, endedSessionNotice, readSignIn, signInFields, toLoginBody } from './sign-in.model.ts';

/** Whoever renders this leaves the page once the session says `signed-in`. */
export const SignIn = ({ registerPath }: { registerPath: string }) => {
	const session = useSession();
	const notice = useSessionState((state) => endedSessionNotice(state.endedBecause));
	const email = useRef<HTMLInputElement>(null);
	const form = useSubmitForm({
		fieldNames: signInFields,
		read: readSignIn,
		check: checkSignIn,
		submit: (values) => session.signIn(toLoginBody(values)),
		onRefused: (error, element) => {
			if (isApiError(error) && error.code === 'INVALID_CREDENTIALS') offerNewPassword(element);
		},
	});
	const message = form.message ?? notice;

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
						{form.waitSeconds > 0 ? `Try again in ${form.waitSeconds} s` : 'Sign in'}
					</Button>
				</Stack>
			</form>
			<Text size="sm" c="dimmed">
				New here?{' '}
				<Anchor component={Link} to={registerPath} underline="always">
					Create an account
				</Anchor>
			</Text>
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
