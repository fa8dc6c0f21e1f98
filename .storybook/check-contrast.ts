import { afterEach as checkAccessibility } from '@storybook/addon-a11y/preview';
import type { StoryContext } from '@storybook/react-vite';
import { type Appearance, showAppearance } from './appearance.ts';
import { readToolbar } from './toolbar.ts';

const appearances: readonly Appearance[] = (['light', 'dark'] as const).flatMap((scheme) =>
	(['normal', 'more'] as const).map((contrast) => ({ scheme, contrast })),
);

/** Whether stories run as tests, and not in front of a person. */
export const isTest = (): boolean => import.meta.env.VITEST_STORYBOOK !== undefined;

/**
 * In a run of all tests one other colouring for each story, which goes by its id: the many stories of a page are seen in
 * all of them, in a third of the time. Everywhere else all of them.
 */
const othersToCheck = ({ id, globals }: StoryContext): readonly Appearance[] => {
	const played = readToolbar(globals);
	const others = appearances.filter(({ scheme, contrast }) => scheme !== played.theme || contrast !== played.contrast);
	if (import.meta.env.STORYBOOK_COLOURINGS !== 'one') return others;
	const sum = [...id].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
	return others.filter((_, index) => index === sum % others.length);
};

/**
 * Checks the contrast of a played story in other colours, too: the whole check runs in those it was played in, and
 * only contrast depends on them. Nothing has to be rendered and played again for it.
 */
export const checkContrast = async (context: StoryContext): Promise<void> => {
	if (!isTest()) return;
	const a11y = {
		...context.parameters.a11y,
		options: { ...context.parameters.a11y?.options, runOnly: ['color-contrast'] },
	};
	for (const appearance of othersToCheck(context)) {
		const restore = showAppearance(appearance);
		try {
			await checkAccessibility({ ...context, parameters: { ...context.parameters, a11y } });
		} catch (cause) {
			throw new Error(`In the ${appearance.scheme} scheme with ${appearance.contrast} contrast: ${messageOf(cause)}`, {
				cause,
			});
		} finally {
			restore();
		}
	}
};

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
