import type { Shot } from './list-shots.ts';
import type { VisualOptions } from './read-options.ts';

/** Whether a run with these options takes a picture, or would, were its story still there. */
export const isWantedBy = (
	{ only = '', schemes, viewports }: Pick<VisualOptions, 'only' | 'schemes' | 'viewports'>,
	shots: readonly Pick<Shot, 'name'>[],
): ((name: string) => boolean) => {
	const taken = new Set(shots.map(({ name }) => name));
	const conditions = schemes.flatMap((scheme) => viewports.map((viewport) => `--${scheme}-${viewport}`));
	return (name) => {
		const condition = conditions.find((one) => name.endsWith(one));
		return taken.has(name) || (condition !== undefined && name.slice(0, -condition.length).includes(only));
	};
};
