import { formatters } from './formatters.ts';

const steps = [
	['day', 86_400],
	['hour', 3600],
	['minute', 60],
	['second', 1],
] as const;

/** How long something takes, in at most two units: `2 min 5 sec`, `1 hr`. Parts of a second are rounded up. */
export function formatDuration(seconds: number, locale: string): string {
	let left = Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : 0;
	const first = steps.findIndex(([, length]) => left >= length);
	if (first === -1) return inUnit(0, 'second', locale);
	const parts: string[] = [];
	for (const [unit, length] of steps.slice(first, first + 2)) {
		const count = Math.floor(left / length);
		left -= count * length;
		if (count > 0) parts.push(inUnit(count, unit, locale));
	}
	return parts.join(' ');
}

const inUnit = (count: number, unit: string, locale: string): string =>
	formatters.getNumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count);
