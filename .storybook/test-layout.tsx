import { composeStory, type Meta, type StoryObj } from '@storybook/react-vite';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { untilStill } from '../tools/browser/until-still.ts';
import { findOverflow } from './find-overflow.ts';
import preview from './preview.tsx';

export interface StoryFile {
	default: Meta;
	[name: string]: unknown;
}

/** In which language, and how many pixels wide: on a desk and on a phone. */
const conditions = [
	['ar-XB', 1280],
	['ar-XB', 390],
	['en-XA', 390],
] as const;

const stillness = { quiet: 100, patience: 2_000 };

/** Tests for files of stories, by their paths. */
export const testLayout = (files: Record<string, () => Promise<StoryFile>>): void => {
	for (const [path, load] of Object.entries(files)) {
		// Steps are not played: they look for English, and have their own tests.
		test(`nothing of ${path} is wider than the page, from right to left and in long words`, async () => {
			const { default: meta, ...stories } = await load();
			for (const [name, story] of Object.entries(stories)) {
				if (!isStory(story)) continue;
				const canvasElement = document.body.appendChild(document.createElement('div'));
				let shown = '';
				for (const [language, width] of conditions) {
					await page.viewport(width, 800);
					if (language !== shown) {
						const globals = { ...story.globals, language };
						await composeStory({ ...story, play: async () => {}, globals }, meta, preview, name).run({ canvasElement });
						shown = language;
					}
					await untilStill(stillness);
					expect(document.documentElement.lang, name).toBe(language);
					expect(findOverflow(), `${name}, ${language}, ${width} pixels wide`).toEqual([]);
				}
				canvasElement.remove();
			}
		});
	}
};

const isStory = (value: unknown): value is StoryObj => typeof value === 'object' && value !== null;
