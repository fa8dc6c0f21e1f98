import { useMessages } from '@flotilla/i18n';
import { Button, EmptyState, Icon } from '@flotilla/ui';
import { SearchInput, Select } from '@flotilla/ui/forms';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useDeviceSetting } from '../../device/device-setting.ts';
import { BusEvent } from './bus-event.view.tsx';
import { type BusLog, filterEvents, sourcesOf } from './bus-log.ts';
import { inspectPageMessages } from './inspect-page.messages.ts';
import styles from './inspector.module.css';
import { eventCounts, keptEvents } from './panel-settings.ts';

/** What goes over the bus, as it comes. */
export const BusTab = ({ log }: { log: BusLog }) => {
	const t = useMessages(inspectPageMessages);
	const entries = useSyncExternalStore(log.subscribe, log.entries);
	const isPaused = useSyncExternalStore(log.subscribe, log.isPaused);
	const kept = useDeviceSetting(keptEvents);
	const [name, setName] = useState('');
	const [source, setSource] = useState('');
	useEffect(() => log.keepAtMost(kept), [log, kept]);

	const sources = sourcesOf(entries);
	const shown = filterEvents(entries, { name, source: sources.includes(source) ? source : '' });
	return (
		<>
			<div className={styles.tools}>
				<SearchInput size="xs" label={t('filterEvents')} value={name} onChange={setName} />
				<Select
					size="xs"
					aria-label={t('source')}
					placeholder={t('allSources')}
					data={sources}
					value={source}
					onChange={setSource}
				/>
				<Select
					size="xs"
					aria-label={t('keep')}
					data={eventCounts.map((count) => ({ value: String(count), label: t('keepLast', { count }) }))}
					value={String(kept)}
					onChange={(value) => keptEvents.set(Number(value))}
				/>
				<Button
					size="xs"
					variant="default"
					leftSection={<Icon name={isPaused ? 'play' : 'pause'} size={14} />}
					onClick={() => log.pause(!isPaused)}
				>
					{t(isPaused ? 'resume' : 'pause')}
				</Button>
				<Button size="xs" variant="default" disabled={entries.length === 0} onClick={log.clear}>
					{t('clear')}
				</Button>
				<span className={styles.count}>{t('eventCount', { shown: shown.length, all: entries.length })}</span>
			</div>
			{shown.length === 0 ? (
				<EmptyState
					icon={<Icon name="info" />}
					title={t(entries.length === 0 ? 'noEvents' : 'noEventsFound')}
					description={t(entries.length === 0 ? (isPaused ? 'pausedHint' : 'noEventsHint') : 'noEventsFoundHint')}
				/>
			) : (
				<ol className={styles.events} aria-label={t('tab.bus')}>
					{shown.map((entry) => (
						<BusEvent key={entry.number} entry={entry} />
					))}
				</ol>
			)}
		</>
	);
};
