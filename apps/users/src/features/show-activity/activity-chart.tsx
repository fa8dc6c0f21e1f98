import { useAuditCounts } from '@flotilla/data-cache';
import { useFormat, useMessages } from '@flotilla/i18n';
import { Skeleton, Text } from '@flotilla/ui';
import { lazy, Suspense, useState } from 'react';
import type { Side } from './describe-act.ts';
import { showActivityMessages } from './show-activity.messages.ts';
import styles from './show-activity.module.css';
import { toQuery } from './use-activity.ts';

// On demand: most people come here for the profile.
const BarChart = lazy(async () => ({ default: (await import('@flotilla/ui/charts')).BarChart }));

const chartHeight = 120;

interface Props {
	userId: string;
	side: Side;
	/** The list below has nothing to show. */
	isEmpty: boolean;
}

/** How much happened on each of the last 30 days, in the person's time zone. It says nothing when it cannot. */
export const ActivityChart = ({ userId, side, isEmpty }: Props) => {
	const t = useMessages(showActivityMessages);
	const format = useFormat();
	// Up to the end of this day, and not by the minute: the same question all day long.
	const [to] = useState(() => new Date(new Date().setHours(24, 0, 0, 0)).toISOString());
	const { data, error } = useAuditCounts({
		...toQuery({ userId, side }),
		to,
		timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
	});
	if (error !== undefined && data === undefined) return null;
	// The list says that there is nothing at all; an empty chart above it would say it twice.
	if (data?.counts.every(({ count }) => count === 0) === true && isEmpty) return null;
	const shortDay = new Intl.DateTimeFormat(format.locale, { day: 'numeric', month: 'short' });
	const bars = data?.counts.map(({ day, count }) => ({
		label: shortDay.format(new Date(`${day}T12:00:00`)),
		value: count,
	}));
	const total = bars?.reduce((sum, { value }) => sum + value, 0);

	return (
		<div className={styles.chart}>
			<Text size="sm" c="dimmed">
				{total === undefined ? '\u00a0' : t('chartLine', { count: total })}
			</Text>
			<Suspense fallback={<Skeleton height={chartHeight} />}>
				<BarChart
					label={t('chart')}
					data={bars ?? []}
					loading={bars === undefined}
					height={chartHeight}
					formatValue={(value) => format.number(value)}
					empty={t('empty')}
				/>
			</Suspense>
		</div>
	);
};
