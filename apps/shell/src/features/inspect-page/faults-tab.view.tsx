import { useFederation } from '@flotilla/federation';
import { useMessages } from '@flotilla/i18n';
import { Button, StatusDot } from '@flotilla/ui';
import { DataTable } from '@flotilla/ui/data';
import { Checkbox } from '@flotilla/ui/forms';
import type { FaultTarget } from '../../faults/fault.ts';
import { FaultForm } from './fault-form.view.tsx';
import { inspectPageMessages } from './inspect-page.messages.ts';
import styles from './inspector.module.css';
import { useFaults } from './use-faults.ts';
import { useFederationChanges } from './use-federation-changes.ts';
import { useResetFaults } from './use-reset-faults.ts';

/** Breaks things on purpose, in this tab alone, to see what the page makes of it. */
export const FaultsTab = () => {
	const t = useMessages(inspectPageMessages);
	const { faults, current, isKept } = useFaults();
	const reset = useResetFaults();
	const federation = useFederation();
	useFederationChanges();
	const targets: FaultTarget[] = [
		...federation.composition.remotes.map(({ app }): FaultTarget => `remote:${app}`),
		'api',
		'socket',
	];
	const remoteOf = (target: FaultTarget) => (target.startsWith('remote:') ? target.slice('remote:'.length) : null);
	const end = (remote: string) => federation.reportRenderFailure(remote, new Error(t('endedByFault')));

	return (
		<>
			<p className={styles.note}>{t('faultsHint')}</p>
			<div className={styles.tools}>
				<Checkbox
					size="xs"
					label={t('keepFaults')}
					checked={isKept}
					onChange={(event) => faults.keep(event.currentTarget.checked)}
				/>
				<Button size="xs" variant="default" disabled={Object.keys(current).length === 0} onClick={reset}>
					{t('resetAll')}
				</Button>
			</div>
			<DataTable<FaultTarget>
				label={t('tab.faults')}
				rows={targets}
				rowKey={(target) => target}
				empty={null}
				columns={[
					{
						key: 'target',
						header: t('target'),
						render: (target) => <span className={styles.name}>{nameOf(target)}</span>,
					},
					{
						key: 'fault',
						header: t('fault'),
						wrap: true,
						render: (target) => (
							<FaultForm
								target={target}
								name={nameOf(target)}
								fault={current[target] ?? null}
								onChange={(fault) => faults.set(target, fault)}
							/>
						),
					},
					{
						key: 'now',
						header: t('now'),
						wrap: true,
						render: (target) => {
							const remote = remoteOf(target);
							const fault = current[target];
							if (remote === null)
								return fault === undefined ? (
									t('asItIs')
								) : (
									<StatusDot tone="danger">{t(`fault.${fault.kind}`)}</StatusDot>
								);
							const { status } = federation.state(remote);
							if (status === 'failed') return <StatusDot tone="danger">{t('state.failed')}</StatusDot>;
							if (status !== 'running') return t(`state.${status}`);
							return (
								<span className={styles.line}>
									<StatusDot tone="success">{t('state.running')}</StatusDot>
									{fault !== undefined && (
										<>
											<span className={styles.dimmed}>{t('nextStart')}</span>
											<Button
												size="xs"
												variant="default"
												aria-label={t('endNowFull', { name: remote })}
												onClick={() => end(remote)}
											>
												{t('endNow')}
											</Button>
										</>
									)}
								</span>
							);
						},
					},
				]}
			/>
		</>
	);

	function nameOf(target: FaultTarget): string {
		return remoteOf(target) ?? t(target === 'api' ? 'targetApi' : 'targetSocket');
	}
};
