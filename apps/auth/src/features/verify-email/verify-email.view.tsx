import { Alert, Anchor, Button, Group, Loader, Stack, Text, Title } from '@flotilla/ui';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { AccountPort } from '../../account/account-port.ts';
import { Notice } from '../../account/notice.tsx';
import { failedVerification, type Verification, verificationOf } from './verify-email.model.ts';

interface Props {
	account: Pick<AccountPort, 'verifyEmail'>;
	/** Of the link; null when it has none. */
	token: string | null;
	signInPath: string;
	registerPath: string;
	/** Where a password is chosen with such a token. */
	passwordPath: (token: string) => string;
}

/** Where the link of the mail leads that confirms an address. */
export const VerifyEmail = ({ account, token, signInPath, registerPath, passwordPath }: Props) => {
	const [verification, setVerification] = useState<Verification>({ state: token === null ? 'invalid' : 'working' });
	// The link works once: asking twice would turn the first answer into a refusal.
	const asked = useRef(false);

	const verify = useCallback(async () => {
		if (token === null || asked.current) return;
		asked.current = true;
		setVerification({ state: 'working' });
		try {
			setVerification(verificationOf(await account.verifyEmail({ token })));
		} catch (error) {
			asked.current = false;
			setVerification(failedVerification(error));
		}
	}, [account, token]);

	useEffect(() => void verify(), [verify]);

	switch (verification.state) {
		case 'working':
			return (
				<Stack gap="lg">
					<title>Confirming your address · Flotilla</title>
					<Group gap="sm" wrap="nowrap" role="status">
						<Loader size="sm" aria-hidden />
						<Title order={1} size="h2">
							Confirming your address
						</Title>
					</Group>
				</Stack>
			);
		case 'done':
			return verification.passwordToken === null ? (
				<Notice
					title="Address confirmed"
					actions={
						<Button component={Link} to={signInPath} fullWidth>
							Sign in
						</Button>
					}
				>
					{verification.email} is yours, and your account is ready.
				</Notice>
			) : (
				<Notice
					title="Address confirmed"
					actions={
						<Button component={Link} to={passwordPath(verification.passwordToken)} fullWidth>
							Choose a password
						</Button>
					}
				>
					{verification.email} was registered more than once. For your safety none of the passwords that were typed then
					counts.
				</Notice>
			);
		case 'invalid':
			return (
				<Notice
					title="This link does not work"
					actions={
						<Stack gap="md">
							<Button component={Link} to={signInPath} fullWidth>
								Sign in
							</Button>
							<Text size="sm" c="dimmed">
								No account yet?{' '}
								<Anchor component={Link} to={registerPath} underline="always">
									Create an account
								</Anchor>
							</Text>
						</Stack>
					}
				>
					It was used before, has run out or is not complete. If you confirmed your address already, sign in. If not,
					signing in offers to send the mail again.
				</Notice>
			);
		case 'failed':
			return (
				<Stack gap="lg">
					<title>Address not confirmed yet · Flotilla</title>
					<Title order={1} size="h2">
						Not confirmed yet
					</Title>
					<Alert role="alert" color="red">
						{verification.message} The link is still good.
					</Alert>
					<Button fullWidth onClick={() => void verify()}>
						Try again
					</Button>
				</Stack>
			);
	}
};
