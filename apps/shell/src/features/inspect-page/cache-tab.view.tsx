import { useFormat, useMessages } from '@flotilla/i18n';
import { usePlatform } from '@flotilla/platform';
import { Button, EmptyState, Icon, StatusDot } from '@flotilla/ui';
import { DataTable } from '@flotilla/ui/data';
import { SearchInput } from '@flotilla/ui/forms';
import { useState } from 'react';
import { type CacheRow, cacheRows, filterRows } from './cache-rows.model.ts';
import { inspectPageMessages } from './inspect-page.messages.ts';
import styles from './inspector.module.css';
import { useNow } from './use-now.ts';

/** What the page knows of the server's data, whose it is and how old. */
export const CacheTab = () => {
	const t = useMessages(inspectPageMessages);
	const format = useFormat();
	const { cache } = usePlatform();
	const now = useNow();
	const [text, setText] = useState('');
	const all = cacheRows(cache.inspect(), now);
	const rows = filterRows(all, text);

	return (
		<>
			<div className={styles.tools}>
				<SearchInput size="xs" label={t('filterKeys')} value={text} onChange={setText} />
				<Button size="xs" variant="default" disabled={all.length === 0} onClick={() => cache.revalidate()}>
					{t('fetchAll')}
				</Button>
				<span className={styles.count}>
					{t('cacheCount', {
						count: all.length,
						size: format.bytes(all.reduce((sum, { size }) => sum + (size ?? 0), 0)),
					})}
				</span>
			</div>
			<DataTable<CacheRow>
				label={t('tab.cache')}
				rows={rows}
				rowKey={({ id }) => id}
				empty={
					<EmptyState
						icon={<Icon name="info" />}
						title={t(all.length === 0 ? 'cacheEmpty' : 'noKeys')}
						description={t(all.length === 0 ? 'cacheEmptyHint' : 'noKeysHint')}
					/>
				}
				columns={[
					{ key: 'key', header: t('key'), render: ({ label }) => <code title={label}>{label}</code> },
					{ key: 'owner', header: t('belongsTo'), render: ({ entry }) => entry.owner ?? '–' },
					{
						key: 'state',
						header: t('state'),
						render: ({ entry }) => {
							const state = entry.isFetching ? 'fetching' : entry.isFresh ? 'fresh' : 'stale';
							return <StatusDot tone={cacheTones[state]}>{t(`cache.${state}`)}</StatusDot>;
						},
					},
					{
						key: 'age',
						header: t('age'),
						align: 'end',
						render: ({ age }) => format.duration(Math.floor(age / 1_000)),
					},
					{
						key: 'size',
						header: t('size'),
						align: 'end',
						render: ({ size }) => (size === null ? '–' : format.bytes(size)),
					},
					{ key: 'watchers', header: t('watchers'), align: 'end', render: ({ entry }) => entry.watchers },
					{
						key: 'acts',
						header: t('acts'),
						align: 'end',
						render: ({ label, id, entry }) => (
							<span className={styles.acts}>
								<Button
									size="xs"
									variant="subtle"
									aria-label={t('fetchKey', { key: label })}
									onClick={() => cache.revalidate((key) => JSON.stringify(key) === id)}
								>
									{t('fetch')}
								</Button>
								<Button
									size="xs"
									variant="subtle"
									color="gray"
									aria-label={t('dropKey', { key: label })}
									onClick={() => cache.drop(entry.key)}
								>
									{t('drop')}
								</Button>
							</span>
						),
					},
				]}
			/>
		</>
	);
};

const cacheTones = { fetching: 'info', fresh: 'success', stale: 'warning' } as const;
