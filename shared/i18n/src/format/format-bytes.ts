import { formatters } from './formatters.ts';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/**
 * A size in the words of a locale: `1.4 MB`. A kilobyte is 1024 bytes, as where limits are set, so that a limit
 * of 10 MB reads as one. At most three figures before and one after the point.
 * `locale` defaults to the browser's. Below zero and not a number give the size of nothing.
 */
export function formatBytes(bytes: number, locale?: string): string {
	const size = Number.isFinite(bytes) && bytes > 0 ? bytes : 0;
	let step = 0;
	// From 1000 on, not from 1024: «1,010 kB» is harder to read than «1 MB».
	while (step < units.length - 1 && Math.round(size / 1024 ** step) >= 1000) step += 1;
	const value = size / 1024 ** step;
	return formatters
		.getNumberFormat(locale, {
			style: 'unit',
			unit: units[step] ?? 'byte',
			unitDisplay: step === 0 ? 'long' : 'short',
			maximumFractionDigits: step === 0 || value >= 100 ? 0 : 1,
		})
		.format(value);
}
