import type { Beacon } from '@flotilla/contracts';

type Vitals = Omit<NonNullable<Beacon['vitals']>, 'app'>;

/** Begins to measure, and gives a function that says what was measured by then. */
export type ObserveVitals = () => () => Vitals;

interface LayoutShift extends PerformanceEntry {
	value: number;
	hadRecentInput: boolean;
}

interface Interaction extends PerformanceEntry {
	interactionId?: number;
}

/** Shifts that are less than a second apart are one window, which ends after five: https://web.dev/articles/cls */
const createShiftSum = () => {
	let worst = 0;
	let window = { first: 0, last: 0, sum: 0 };
	return {
		add({ startTime, value, hadRecentInput }: LayoutShift): void {
			if (hadRecentInput) return;
			const goesOn = window.sum > 0 && startTime - window.last < 1_000 && startTime - window.first < 5_000;
			window = goesOn
				? { first: window.first, last: startTime, sum: window.sum + value }
				: { first: startTime, last: startTime, sum: value };
			worst = Math.max(worst, window.sum);
		},
		read: () => worst,
	};
};

/**
 * Largest contentful paint, the slowest interaction and layout shift of this page, as far as the browser tells them.
 * The slowest one stands for "interaction to next paint", which leaves out one in fifty.
 */
export const observeVitals: ObserveVitals = () => {
	const vitals: Vitals = {};
	const shifts = createShiftSum();
	const observe = <E extends PerformanceEntry>(type: string, take: (entry: E) => void, more: object = {}): void => {
		if (!PerformanceObserver.supportedEntryTypes.includes(type)) return;
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) take(entry as E);
		}).observe({ type, buffered: true, ...more });
	};
	observe('largest-contentful-paint', ({ startTime }) => {
		vitals.lcp = startTime;
	});
	observe<LayoutShift>('layout-shift', (entry) => {
		shifts.add(entry);
		vitals.cls = shifts.read();
	});
	observe<Interaction>(
		'event',
		({ interactionId, duration }) => {
			if (interactionId) vitals.inp = Math.max(vitals.inp ?? 0, duration);
		},
		{ durationThreshold: 40 },
	);
	if (PerformanceObserver.supportedEntryTypes.includes('layout-shift')) vitals.cls = 0;
	return () => ({ ...vitals });
};
