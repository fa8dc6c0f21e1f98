/** Core Web Vitals that pages tell: largest contentful paint, interaction to next paint, cumulative layout shift. */
export const vitalNames = ['lcp', 'inp', 'cls'] as const;
export type VitalName = (typeof vitalNames)[number];

export type VitalRating = 'good' | 'needs-improvement' | 'poor';

interface Limits {
	/** Up to it a value is good. */
	good: number;
	/** Above it a value is poor. */
	poor: number;
}

/** Milliseconds for `lcp` and `inp`; `cls` has no unit. Source: https://web.dev/articles/vitals */
export const vitalLimits: Readonly<Record<VitalName, Limits>> = {
	lcp: { good: 2_500, poor: 4_000 },
	inp: { good: 200, poor: 500 },
	cls: { good: 0.1, poor: 0.25 },
};

export const rate = (name: VitalName, value: number): VitalRating => {
	const { good, poor } = vitalLimits[name];
	return value <= good ? 'good' : value <= poor ? 'needs-improvement' : 'poor';
};
