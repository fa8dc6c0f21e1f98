import type { Beacon } from '@flotilla/contracts';
import type { Metric } from 'web-vitals';

type Vitals = Omit<NonNullable<Beacon['vitals']>, 'app'>;

/** Begins to measure, and gives a function that says what was measured by then. */
export type ObserveVitals = () => () => Vitals;

/**
 * Largest contentful paint and interaction to next paint in milliseconds, and layout shift of this page, as far as the
 * browser tells them. What measures them comes after all else: a browser remembers what happened before.
 */
export const observeVitals: ObserveVitals = () => {
	const vitals: Vitals = {};
	const names = { LCP: 'lcp', INP: 'inp', CLS: 'cls' } as const;
	const take = ({ name, value }: Pick<Metric, 'value'> & { name: keyof typeof names }): void => {
		vitals[names[name]] = value;
	};
	// As they change, since nobody knows which beacon is the page's last.
	const options = { reportAllChanges: true };
	void import(/* webpackChunkName: "soon-vitals" */ 'web-vitals').then(
		({ onCLS, onINP, onLCP }) => {
			onLCP(take, options);
			onINP(take, options);
			onCLS(take, options);
		},
		// A page that cannot fetch it tells everything else.
		() => undefined,
	);
	return () => ({ ...vitals });
};
