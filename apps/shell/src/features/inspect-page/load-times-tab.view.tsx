import { useFederation } from '@flotilla/federation';
import { useFormat, useMessages } from '@flotilla/i18n';
import { DataTable } from '@flotilla/ui/data';
import { inspectPageMessages } from './inspect-page.messages.ts';
import styles from './inspector.module.css';
import { type LoadTimes, loadTimes } from './load-times.model.ts';
import { useFederationChanges } from './use-federation-changes.ts';

interface Props {
	/** Default: what the browser kept. */
	read?: () => Pick<Parameters<typeof loadTimes>[0], 'files' | 'measures'>;
}

const readBrowser: NonNullable<Props['read']> = () => ({
	files: performance.getEntriesByType('resource') as PerformanceResourceTiming[],
	measures: performance.getEntriesByType('measure'),
});

/** How long each remote took to come, and what it waited for. */
export const LoadTimesTab = ({ read = readBrowser }: Props) => {
	const t = useMessages(inspectPageMessages);
	const format = useFormat();
	const { composition } = useFederation();
	useFederationChanges();
	const rows = loadTimes({ remotes: composition.remotes, ...read(), origin: location.origin });
	const inMilliseconds = (value: number | null) =>
		value === null ? '–' : t('milliseconds', { value: Math.round(value) });
	const at = (key: 'arrivedAt' | 'evaluatedAt' | 'startedAt') => ({
		key,
		header: t(`times.${key}`),
		align: 'end' as const,
		render: (row: LoadTimes) => inMilliseconds(row[key]),
	});
	return (
		<>
			<p className={styles.note}>{t('timesHint')}</p>
			<DataTable<LoadTimes>
				label={t('tab.times')}
				rows={rows}
				rowKey={({ remote }) => remote}
				empty={t('noRemotes')}
				columns={[
					{ key: 'remote', header: t('remote'), render: ({ remote }) => remote },
					at('arrivedAt'),
					at('evaluatedAt'),
					at('startedAt'),
					{
						key: 'total',
						header: t('times.total'),
						align: 'end',
						render: ({ total }) => <strong>{inMilliseconds(total)}</strong>,
					},
					{
						key: 'size',
						header: t('size'),
						align: 'end',
						render: ({ size, isCached }) =>
							size === 0 ? '–' : `${format.bytes(size)}${isCached ? ` · ${t('cached')}` : ''}`,
					},
				]}
			/>
		</>
	);
};
