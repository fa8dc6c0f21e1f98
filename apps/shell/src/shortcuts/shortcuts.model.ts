import { type Composition, isAllowed, labelIn, type Permission } from '@flotilla/contracts';
import type { NavigationItem } from '../pages/navigation-items.model.ts';

/** What the shell itself does when its keys are pressed. */
export type ShellAct = 'open-palette' | 'open-sheet' | 'focus-search' | 'toggle-inspector';

export interface Shortcut {
	/** As tinykeys reads it: `$mod+k`, `g u`. `$mod` is Command on a Mac and Control elsewhere. */
	keys: string;
	/** What it does. */
	label: string;
	group: 'general' | 'pages' | 'commands';
	run: { act: ShellAct } | { to: string };
}

export interface ShortcutsInput {
	composition: Composition;
	permissions: readonly Permission[];
	/** The pages of the shell and of the remotes, in order. */
	pages: readonly NavigationItem[];
	/** The language of the manifests' labels. */
	language: string;
	/** What the shell's own are called. */
	words: Record<ShellAct, string>;
}

/** `g` and `g u` cannot both be: the first would be done while the second is being pressed. */
const collide = (a: string, b: string): boolean => a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `);

/** Every shortcut there is for this person. Where two want the same keys, the earlier has them: the shell, then pages. */
export const shortcutsOf = ({ composition, permissions, pages, language, words }: ShortcutsInput): Shortcut[] => {
	const own = (['open-palette', 'focus-search', 'open-sheet', 'toggle-inspector'] as const)
		.filter((act) => isAllowed(permissions, neededFor[act]))
		.map((act): Shortcut => ({ keys: ownKeys[act], label: words[act], group: 'general', run: { act } }));
	const leading = pages.flatMap(({ shortcut, label, path }): Shortcut[] =>
		shortcut === undefined ? [] : [{ keys: shortcut, label, group: 'pages', run: { to: path } }],
	);
	const commands = composition.remotes
		.flatMap(({ manifest }) => manifest.commands)
		.filter(({ permission }) => isAllowed(permissions, permission))
		.flatMap(({ shortcut, label, labels, path }): Shortcut[] =>
			shortcut === undefined
				? []
				: [{ keys: shortcut, label: labelIn(language, label, labels), group: 'commands', run: { to: path } }],
		);
	const taken: Shortcut[] = [];
	for (const shortcut of [...own, ...leading, ...commands]) {
		if (!taken.some(({ keys }) => collide(keys, shortcut.keys))) taken.push(shortcut);
	}
	return taken;
};

const ownKeys: Record<ShellAct, string> = {
	'open-palette': '$mod+k',
	// On an American keyboard a question mark needs the shift key, on others another one, or none.
	'open-sheet': '[Shift]+?',
	'focus-search': '[Shift]+/',
	'toggle-inspector': '$mod+i',
};

const neededFor: Partial<Record<ShellAct, Permission>> = { 'toggle-inspector': 'platform:inspect' };

/** Works without a modifier, so a slip of the finger, or speech, may set it off. */
export const isSingleKey = ({ keys }: Pick<Shortcut, 'keys'>): boolean => !keys.includes('$mod');

/** What is to be pressed, one after the other, each of keys that are held together: `g u` is `[['G'], ['U']]`. */
export const pressesOf = (keys: string, isMac: boolean): string[][] =>
	keys.split(' ').map((press) =>
		press
			.replaceAll(/\[\w+\]\+/g, '')
			.split('+')
			.map((key) => (key === '$mod' ? (isMac ? '⌘' : 'Ctrl') : key.toUpperCase())),
	);
