/** The ways the same source is built. `federation` is what `npm start` publishes. */
export const variantNames = ['monolith', 'federation', 'default-federation'] as const;
export type VariantName = (typeof variantNames)[number];

export const variantTitles: Record<VariantName, string> = {
	monolith: 'Monolith, lazy routes',
	federation: 'Flotilla',
	'default-federation': 'Federation by default',
};
