import type { RemoteManifest } from '@flotilla/contracts';
import { useSession, useSessionState } from '@flotilla/session';
import { Alert, Button, Paper, Stack, Title } from '@flotilla/ui';
import { PasswordInput, TextInput } from '@flotilla/ui/forms';
import { type ReactNode, type SubmitEvent, useState } from 'react';

interface Props {
	access: RemoteManifest['access'];
	children: ReactNode;
}

/** Stands in for the remote where people sign in, which is not here. */
export const StandaloneSignIn = ({ access, children }: Props) => {
	const session = useSession();
	const status = useSessionState((state) => state.status);
	const [refusal, setRefusal] = useState<string | null>(null);
	if (status === 'signed-in' || access === 'public') return children;

	const signIn = async (event: SubmitEvent<HTMLFormElement>) => {
		event.preventDefault();
		const form = new FormData(event.currentTarget);
		try {
			await session.signIn({ email: String(form.get('email')), password: String(form.get('password')) });
		} catch (error) {
			setRefusal(error instanceof Error ? error.message : String(error));
		}
	};

	return (
		<Paper component="main" maw={360} mx="auto" mt={80} p="lg">
			<form onSubmit={(event) => void signIn(event)}>
				<Stack gap="md">
					<Title order={1} size="h3">
						Sign in to work on this remote
					</Title>
					{refusal !== null && (
						<Alert role="alert" color="red">
							{refusal}
						</Alert>
					)}
					<TextInput
						name="email"
						label="E-mail"
						type="email"
						defaultValue="admin@flotilla.test"
						autoComplete="username"
					/>
					<PasswordInput name="password" label="Password" autoComplete="current-password" />
					<Button type="submit">Sign in</Button>
				</Stack>
			</form>
		</Paper>
	);
};
