import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const schemes = ['light', 'dark'] as const;
export type Scheme = (typeof schemes)[number];

export const viewports = {
	desktop: { width: 1280, height: 800 },
	phone: { width: 390, height: 844 },
} as const;
export type ViewportName = keyof typeof viewports;

/** One picture to take. */
export interface Shot {
	/** File name without its ending; the same story in the same conditions has the same one. */
	name: string;
	storyId: string;
	/** `Users/List: People`. */
	title: string;
	scheme: Scheme;
	viewport: ViewportName;
}

interface StoryIndex {
	entries: Record<string, { id: string; title: string; name: string; type: string; tags?: string[] }>;
}

export interface ListShotsOptions {
	/** Of a built Storybook. */
	folder: string;
	schemes: readonly Scheme[];
	viewports: readonly ViewportName[];
	/** What the story's id has to contain. Default: anything. */
	only?: string | undefined;
}

/** Stories with this tag look different each time, and say why. */
export const unsteadyTag = 'no-picture';

/** Every story of a built Storybook in each of the conditions. */
export const listShots = async ({ folder, schemes, viewports, only = '' }: ListShotsOptions): Promise<Shot[]> => {
	const index = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')) as StoryIndex;
	const stories = Object.values(index.entries).filter(
		({ id, type, tags = [] }) => type === 'story' && !tags.includes(unsteadyTag) && id.includes(only),
	);
	return stories.flatMap(({ id, title, name }) =>
		viewports.flatMap((viewport) =>
			schemes.map((scheme) => ({
				name: `${id}--${scheme}-${viewport}`,
				storyId: id,
				title: `${title}: ${name}`,
				scheme,
				viewport,
			})),
		),
	);
};
