import { useMessages } from '@flotilla/i18n';
import { VisuallyHidden } from '@flotilla/ui';
import { useEffect, useRef, useState } from 'react';
import { accountMessages } from '../messages/account.messages.ts';
import { describeWait } from '../waiting/describe-wait.ts';
import { WaitingButton } from './waiting-button.tsx';

interface Props {
	/** What happens. */
	children: string;
	busy: boolean;
	waitSeconds: number;
	/** Default true. */
	fullWidth?: boolean;
}

/** Sends the form around it. */
export const SubmitButton = ({ children, busy, waitSeconds, fullWidth = true }: Props) => {
	const t = useMessages(accountMessages);
	const waits = waitSeconds > 0;
	return (
		<>
			<WaitingButton type="submit" fullWidth={fullWidth} busy={busy} waits={waits}>
				{waits ? t('tryAgainIn', { wait: describeWait(t, waitSeconds) }) : children}
			</WaitingButton>
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
