import { formatters } from './formatters.ts';

export type DateStyle = 'date' | 'date-time';

/**
 * An instant in the words of a locale and in the browser's time zone: `Nov 23, 2026`, with `date-time`
 * `Nov 23, 2026, 8:00 AM`. Nothing for what is not a date.
 */
export function formatDate(instant: string | number | Date, style: DateStyle = 'date', locale?: string): string {
	const date = new Date(instant);
	if (Number.isNaN(date.getTime())) return '';
	return formatters
		.getDateTimeFormat(locale, {
			dateStyle: 'medium',
			...(style === 'date-time' ? { timeStyle: 'short' } : {}),
		})
		.format(date);
}

const steps = [
	['year', 365 * 24 * 3600],
	['month', 30 * 24 * 3600],
	['week', 7 * 24 * 3600],
	['day', 24 * 3600],
	['hour', 3600],
	['minute', 60],
] as const;

/** How long ago, or in how long: `3 minutes ago`, `yesterday`. Under a minute `now`. `now` is in milliseconds since 1970. */
export function formatRelativeTime(instant: string | number | Date, now = Date.now(), locale?: string): string {
	const time = new Date(instant).getTime();
	if (Number.isNaN(time)) return '';
	const seconds = (time - now) / 1000;
	const format = formatters.getRelativeTimeFormat(locale, { numeric: 'auto' });
	for (const [unit, length] of steps) {
		if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
	}
	return format.format(0, 'second');
}
