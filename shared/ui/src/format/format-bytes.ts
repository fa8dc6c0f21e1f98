const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/**
 * A size in the words of a locale: `1.4 MB`. A kilobyte is 1000 bytes, as in the file managers of today.
 * `locale` defaults to the browser's. Below zero and not a number give the size of nothing.
 */
export function formatBytes(bytes: number, locale?: string): string {
	const size = Number.isFinite(bytes) && bytes > 0 ? bytes : 0;
	let step = Math.min(Math.floor(Math.log10(Math.max(size, 1)) / 3), units.length - 1);
	// 999,999 bytes would read «1,000 kB».
	if (step < units.length - 1 && Math.round(size / 1000 ** step) >= 1000) step += 1;
	const value = size / 1000 ** step;
	return new Intl.NumberFormat(locale, {
		style: 'unit',
		unit: units[step] ?? 'byte',
		unitDisplay: step === 0 ? 'long' : 'short',
		maximumFractionDigits: step === 0 || value >= 100 ? 0 : 1,
	}).format(value);
}
