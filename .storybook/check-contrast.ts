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
 * Checks the contrast of a played story in the other colours, too: the whole check runs in those it was played in, and
 * only contrast depends on them. Nothing has to be rendered and played again for it.
 */
export const checkContrast = async (context: StoryContext): Promise<void> => {
	if (!isTest()) return;
	const played = readToolbar(context.globals);
	const a11y = {
		...context.parameters.a11y,
		options: { ...context.parameters.a11y?.options, runOnly: ['color-contrast'] },
	};
	for (const appearance of appearances) {
		if (appearance.scheme === played.theme && appearance.contrast === played.contrast) continue;
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
