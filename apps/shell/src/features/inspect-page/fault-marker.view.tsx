import { useMessages } from '@flotilla/i18n';
import { Button, Icon } from '@flotilla/ui';
import { inspectPageMessages } from './inspect-page.messages.ts';
import styles from './inspector.module.css';
import { useFaults } from './use-faults.ts';
import { useResetFaults } from './use-reset-faults.ts';

/** Says on every page that something is broken on purpose, or somebody would look for the reason. */
export const FaultMarker = () => {
	const t = useMessages(inspectPageMessages);
	const { current } = useFaults();
	const reset = useResetFaults();
	const count = Object.keys(current).length;
	return (
		<div role="status" className={styles.markerPlace}>
			{count > 0 && (
				<div className={styles.marker}>
					<Icon name="alert" />
					<span>{t('faultsOn', { count })}</span>
					<Button size="xs" variant="default" onClick={reset}>
						{t('resetAll')}
					</Button>
				</div>
			)}
		</div>
	);
};
