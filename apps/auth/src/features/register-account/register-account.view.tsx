import { useSession } from '@flotilla/session';
import { Alert, Anchor, Button, SimpleGrid, Stack, Text, Title } from '@flotilla/ui';
import { Checkbox, PasswordInput, TextInput } from '@flotilla/ui/forms';
import { useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useSubmitForm } from '../../form/use-submit-form.ts';
import {
	checkRegistration,
	minimumPasswordLength,
	readRegistration,
	registerFields,
	toRegisterBody,
} from './register-account.model.ts';

const visibilityToggleButtonProps = { 'aria-label': 'Show or hide the password' };

/** Whoever renders this leaves the page once the session says `signed-in`. */
export const RegisterAccount = ({ signInPath }: { signInPath: string }) => {
	const session = useSession();
	const firstName = useRef<HTMLInputElement>(null);
	const form = useSubmitForm({
		fieldNames: registerFields,
		read: readRegistration,
		check: checkRegistration,
		submit: (values) => session.register(toRegisterBody(values)),
	});

	useEffect(() => firstName.current?.focus(), []);

	return (
		<Stack gap="lg">
			<title>Create an account · Flotilla</title>
			<Title order={1} size="h2">
				Create an account
			</Title>
			{form.message !== null && (
				<Alert role="alert" color="red">
					{form.message}
				</Alert>
			)}
			<form aria-label="Create an account" {...form.formProps}>
				<Stack gap="md">
					<SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
						<TextInput
							ref={firstName}
							name="firstName"
							label="First name"
							autoComplete="given-name"
							error={form.errorOf('firstName')}
						/>
						<TextInput name="lastName" label="Last name" autoComplete="family-name" error={form.errorOf('lastName')} />
					</SimpleGrid>
					<TextInput
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
						description={`At least ${minimumPasswordLength} characters. A sentence is easy to remember.`}
						autoComplete="new-password"
						visibilityToggleButtonProps={visibilityToggleButtonProps}
						error={form.errorOf('password')}
					/>
					<PasswordInput
						name="confirmPassword"
						label="Password again"
						autoComplete="new-password"
						visibilityToggleButtonProps={visibilityToggleButtonProps}
						error={form.errorOf('confirmPassword')}
					/>
					<Checkbox name="acceptTerms" label="I accept the terms of use" error={form.errorOf('acceptTerms')} />
					<Button type="submit" fullWidth loading={form.busy} disabled={form.waitSeconds > 0}>
						{form.waitSeconds > 0 ? `Try again in ${form.waitSeconds} s` : 'Create account'}
					</Button>
				</Stack>
			</form>
			<Text size="sm" c="dimmed">
				Already have an account?{' '}
				<Anchor component={Link} to={signInPath} underline="always">
					Sign in
				</Anchor>
			</Text>
		</Stack>
	);
};
