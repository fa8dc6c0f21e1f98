import { type Composition, isAllowed, labelIn, type Permission } from '@flotilla/contracts';
import type { NavigationItem } from '../../pages/navigation-items.model.ts';
import type { RecentPage } from '../../recent/recent-pages.ts';
import type { Shortcut } from '../../shortcuts/shortcuts.model.ts';

/** What the palette does by itself, beside leading somewhere. */
export type PaletteAct =
	| { act: 'colours'; scheme: 'light' | 'dark' | 'auto' }
	| { act: 'language'; language: string }
	| { act: 'shortcuts' }
	| { act: 'inspector' }
	| { act: 'sign-out' };

export interface PaletteEntry {
	/** Unique in the palette. */
	id: string;
	group: 'recent' | 'pages' | 'commands' | 'actions';
	label: string;
	icon: string;
	/** Other words by which it is found. */
	keywords: readonly string[];
	/** The shortcut that does the same. */
	keys?: string | undefined;
	run: { to: string } | PaletteAct;
}

export interface PaletteAction {
	label: string;
	icon: string;
	keywords?: readonly string[];
	run: PaletteAct;
}

export interface PaletteInput {
	composition: Composition;
	permissions: readonly Permission[];
	/** The language of the manifests' labels. */
	language: string;
	recent: readonly RecentPage[];
	pages: readonly NavigationItem[];
	actions: readonly PaletteAction[];
	shortcuts: readonly Shortcut[];
}

/** All that the palette offers before anybody types, in order. */
export const paletteEntries = ({
	composition,
	permissions,
	language,
	recent,
	pages,
	actions,
	shortcuts,
}: PaletteInput): PaletteEntry[] => {
	const keysOf = (path: string) => shortcuts.find(({ run }) => 'to' in run && run.to === path)?.keys;
	const commands = composition.remotes.flatMap(({ manifest }) =>
		manifest.commands
			.filter(({ permission }) => isAllowed(permissions, permission))
			.map((command) => ({ ...command, title: labelIn(language, manifest.title, manifest.labels) })),
	);
	return [
		...recent.map(
			({ path, label, icon }): PaletteEntry => ({
				id: `recent ${path}`,
				group: 'recent',
				label,
				icon,
				keywords: [],
				run: { to: path },
			}),
		),
		...pages.map(
			({ path, label, icon }): PaletteEntry => ({
				id: `page ${path}`,
				group: 'pages',
				label,
				icon,
				keywords: [path],
				keys: keysOf(path),
				run: { to: path },
			}),
		),
		...commands.map(
			({ path, label, labels, icon, title }): PaletteEntry => ({
				id: `command ${path} ${label}`,
				group: 'commands',
				label: labelIn(language, label, labels),
				icon,
				// Who knows the English name finds it in any language.
				keywords: [title, label],
				keys: keysOf(path),
				run: { to: path },
			}),
		),
		...actions.map(
			({ label, icon, keywords = [], run }): PaletteEntry => ({
				id: `action ${label}`,
				group: 'actions',
				label,
				icon,
				keywords,
				run,
			}),
		),
	];
};

/** How well an entry fits what was typed: 0 not at all, 1 exactly. */
export type Score = (label: string, text: string, keywords: string[]) => number;

/** Those that fit, the best first; all of them, in their order, while nothing was typed. */
export const fittingEntries = (entries: readonly PaletteEntry[], typed: string, score: Score): PaletteEntry[] => {
	const text = typed.trim();
	if (text === '') return [...entries];
	const has = (words: string): boolean => words.toLowerCase().includes(text.toLowerCase());
	return entries
		.map((entry) => ({ entry, fit: score(entry.label, text, [...entry.keywords]) }))
		.filter(({ entry, fit }) => fit >= goodFit || [entry.label, ...entry.keywords].some(has))
		.sort((a, b) => b.fit - a.fit)
		.map(({ entry }) => entry);
};

/** Beginnings of words in their order reach this; letters that are scattered over a label do not. */
const goodFit = 0.6;
