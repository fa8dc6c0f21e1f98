/** The ways the same source is built and served. `flotilla` is what `npm start` publishes. */
export const variantNames = [
	'lazy-monolith',
	'single-bundle',
	'flotilla',
	'es-modules',
	'single-spa',
	'default-federation',
] as const;
export type VariantName = (typeof variantNames)[number];
export type PeerName = Exclude<VariantName, 'flotilla'>;

/** What the others are compared with. */
export const baseVariant = 'lazy-monolith' satisfies VariantName;

export const variantTitles: Record<VariantName, string> = {
	'lazy-monolith': 'Monolith, lazy routes',
	'single-bundle': 'Monolith, one bundle',
	flotilla: 'Flotilla',
	'es-modules': 'ES modules, import map',
	'single-spa': 'single-spa, import map',
	'default-federation': 'Federation by default',
};
