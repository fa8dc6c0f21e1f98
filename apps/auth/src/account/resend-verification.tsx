import { Button, Stack, Text } from '@flotilla/ui';
import { useState } from 'react';
import { describeWait } from '../form/describe-wait.ts';
import { describeFormFailure } from '../form/form-failure.ts';
import { useCountdown } from '../form/use-countdown.ts';
import type { AccountPort } from './account-port.ts';

interface Props {
	account: Pick<AccountPort, 'resendVerification'>;
	/** Looked up when it is asked for. */
	email: () => string;
}

/** Seconds between two mails: the first one may be on its way. */
const pause = 30;

/** Sends the mail that confirms an address again. Says that it was asked for, which is all the server tells. */
export const ResendVerification = ({ account, email }: Props) => {
	const [busy, setBusy] = useState(false);
	const [sent, setSent] = useState(false);
	const [failure, setFailure] = useState<string | null>(null);
	const [waitSeconds, startWait] = useCountdown();

	const resend = async (): Promise<void> => {
		setBusy(true);
		setFailure(null);
		setSent(false);
		try {
			await account.resendVerification({ email: email() });
			setSent(true);
			startWait(pause);
		} catch (error) {
			const { message, retryAfter } = describeFormFailure(error, []);
			setFailure(message);
			if (retryAfter > 0) startWait(retryAfter);
		} finally {
			setBusy(false);
		}
	};

	return (
		<Stack gap="xs">
			<Button variant="default" fullWidth loading={busy} disabled={waitSeconds > 0} onClick={() => void resend()}>
				{waitSeconds > 0 ? `Send it again in ${describeWait(waitSeconds)}` : 'Send the mail again'}
			</Button>
			<Text role="status" size="sm" c={failure === null ? 'dimmed' : 'red'}>
				{failure ?? (sent ? 'Sent. It may take a minute; look into the spam folder as well.' : '')}
			</Text>
		</Stack>
	);
};
