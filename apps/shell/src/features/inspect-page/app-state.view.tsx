import { useFederation } from '@flotilla/federation';
import { useMessages } from '@flotilla/i18n';
import { Button, StatusDot, type StatusTone } from '@flotilla/ui';
import type { AppRow } from './composition.model.ts';
import { inspectPageMessages } from './inspect-page.messages.ts';
import styles from './inspector.module.css';

const tones = { idle: 'neutral', starting: 'info', running: 'success', failed: 'danger' } as const satisfies Record<
	string,
	StatusTone
>;

/** How an app is, and what can be done about it. */
export const AppState = ({ row: { app, state } }: { row: AppRow }) => {
	const t = useMessages(inspectPageMessages);
	const federation = useFederation();
	if (state === null) return <StatusDot tone="success">{t('state.running')}</StatusDot>;
	const { status } = state;
	const start = () => void federation.start(app);
	return (
		<div className={styles.state}>
			<span className={styles.line}>
				<StatusDot tone={tones[status]}>{t(`state.${status}`)}</StatusDot>
				{(status === 'idle' || status === 'failed') && (
					<Button
						size="xs"
						variant="default"
						aria-label={t(status === 'idle' ? 'startApp' : 'retryApp', { app })}
						onClick={start}
					>
						{t(status === 'idle' ? 'start' : 'retry')}
					</Button>
				)}
			</span>
			{status === 'failed' && <span className={styles.reason}>{reasonOf(state.error)}</span>}
		</div>
	);
};

/** What happened, and what it came of. */
const reasonOf = ({ message, cause }: { message: string; cause?: unknown }): string =>
	cause instanceof Error ? `${message} ${cause.message}` : message;
