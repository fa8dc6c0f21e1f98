import { Alert, Anchor, Button, SimpleGrid, Stack, Text, Title } from '@flotilla/ui';
import { Checkbox, TextInput } from '@flotilla/ui/forms';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { AccountPort } from '../../account/account-port.ts';
import { Notice } from '../../account/notice.tsx';
import { ResendVerification } from '../../account/resend-verification.tsx';
import { describeWait } from '../../form/describe-wait.ts';
import { PasswordFields } from '../../form/password-fields.tsx';
import { useSubmitForm } from '../../form/use-submit-form.ts';
import { checkRegistration, readRegistration, registerFields, toRegisterBody } from './register-account.model.ts';

interface Props {
	account: Pick<AccountPort, 'register' | 'resendVerification'>;
	signInPath: string;
}

/** Asks for an account, which comes about when the link of the mail is followed. */
export const RegisterAccount = ({ account, signInPath }: Props) => {
	const [sentTo, setSentTo] = useState<string | null>(null);
	const firstName = useRef<HTMLInputElement>(null);
	const form = useSubmitForm({
		fieldNames: registerFields,
		read: readRegistration,
		check: checkRegistration,
		submit: async (values) => {
			await account.register(toRegisterBody(values));
			setSentTo(values.email);
		},
	});

	useEffect(() => firstName.current?.focus(), []);

	if (sentTo !== null) {
		return (
			<Notice
				title="Check your mail"
				actions={
					<Stack gap="md">
						<ResendVerification account={account} email={() => sentTo} />
						<Text size="sm" c="dimmed">
							Confirmed it?{' '}
							<Anchor component={Link} to={signInPath} underline="always">
								Sign in
							</Anchor>
						</Text>
					</Stack>
				}
			>
				We sent a mail to {sentTo}. Follow its link to go on.
			</Notice>
		);
	}
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
					<PasswordFields errorOf={form.errorOf} />
					<Checkbox name="acceptTerms" label="I accept the terms of use" error={form.errorOf('acceptTerms')} />
					<Button type="submit" fullWidth loading={form.busy} disabled={form.waitSeconds > 0}>
						{form.waitSeconds > 0 ? `Try again in ${describeWait(form.waitSeconds)}` : 'Create account'}
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
