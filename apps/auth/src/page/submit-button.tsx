import { useMessages } from '@flotilla/i18n';
import { Button, Loader, VisuallyHidden } from '@flotilla/ui';
import { useEffect, useRef, useState } from 'react';
import { accountMessages } from '../messages/account.messages.ts';
import { describeWait } from '../waiting/describe-wait.ts';

interface Props {
	/** What happens. */
	children: string;
	busy: boolean;
	waitSeconds: number;
	/** Default true. */
	fullWidth?: boolean;
}

/**
 * Sends the form around it. While it cannot, it says so and keeps the focus: a disabled button would lose it, and with
 * it the place of whoever goes by the keyboard.
 */
export const SubmitButton = ({ children, busy, waitSeconds, fullWidth = true }: Props) => {
	const t = useMessages(accountMessages);
	const waits = waitSeconds > 0;
	return (
		<>
			<Button
				type="submit"
				size="md"
				fullWidth={fullWidth}
				aria-disabled={busy || waits}
				aria-busy={busy}
				{...(waits ? { 'data-disabled': true } : {})}
				{...(busy ? { leftSection: <Loader size={14} color="var(--button-color)" aria-hidden /> } : {})}
			>
				{waits ? t('tryAgainIn', { wait: describeWait(t, waitSeconds) }) : children}
			</Button>
			<EndOfWait waits={waits} />
		</>
	);
};

/** Says once that the time is over. */
const EndOfWait = ({ waits }: { waits: boolean }) => {
	const t = useMessages(accountMessages);
	const waited = useRef(waits);
	const [isOver, setOver] = useState(false);
	useEffect(() => {
		if (waited.current !== waits) setOver(!waits);
		waited.current = waits;
	}, [waits]);
	return <VisuallyHidden role="status">{isOver ? t('canGoOn') : ''}</VisuallyHidden>;
};
