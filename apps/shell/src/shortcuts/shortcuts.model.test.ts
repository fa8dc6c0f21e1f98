import type { RemoteManifestInput } from '@flotilla/contracts';
import { buildComposedRemote, buildComposition } from '@flotilla/testing';
import { expect, it } from 'vitest';
import { isSingleKey, pressesOf, type ShortcutsInput, shortcutsOf } from './shortcuts.model.ts';

type Commands = NonNullable<RemoteManifestInput['commands']>;

const words = {
	...{ 'open-palette': 'Search', 'open-sheet': 'Help', 'focus-search': 'Search here' },
	'toggle-inspector': 'Inspect',
};
const command = (label: string, rest: Partial<Commands[number]> = {}): Commands[number] => ({
	label,
	path: `/users/${label}`,
	icon: 'plus',
	...rest,
});
const shortcuts = (commands: Commands, rest: Partial<ShortcutsInput> = {}) =>
	shortcutsOf({
		composition: buildComposition({ remotes: [buildComposedRemote({ name: 'users', commands })] }),
		permissions: [],
		pages: [],
		language: 'en',
		words,
		...rest,
	});
const keysOf = (...input: Parameters<typeof shortcuts>) =>
	shortcuts(...input)
		.filter(({ group }) => group !== 'general')
		.map(({ keys, label }) => `${keys}: ${label}`);

it('has those of the shell, of the pages and of the commands', () => {
	const pages = [
		{ label: 'Users', path: '/users', icon: 'users', shortcut: 'g u' },
		{ label: 'Help', path: '/help', icon: 'file' },
	];
	expect(shortcuts([command('new', { shortcut: 'n' }), command('silent')], { pages })).toMatchObject([
		{ keys: '$mod+k', label: 'Search', group: 'general', run: { act: 'open-palette' } },
		{ keys: '[Shift]+/', run: { act: 'focus-search' } },
		{ keys: '[Shift]+?', run: { act: 'open-sheet' } },
		{ keys: 'g u', label: 'Users', group: 'pages', run: { to: '/users' } },
		{ keys: 'n', label: 'new', group: 'commands', run: { to: '/users/new' } },
	]);
});

it('leaves keys to whoever had them first, also where one is the beginning of the other', () => {
	const pages = [{ label: 'Users', path: '/users', icon: 'users', shortcut: 'g u' }];
	const commands = [
		command('same', { shortcut: 'g u' }),
		command('shorter', { shortcut: 'g' }),
		command('longer', { shortcut: 'g u x' }),
		command('other', { shortcut: 'g x' }),
	];
	expect(keysOf(commands, { pages })).toEqual(['g u: Users', 'g x: other']);
});

it('offers what the person may do', () => {
	const commands = [command('new', { shortcut: 'n', permission: 'users:create' })];
	expect(keysOf(commands)).toEqual([]);
	expect(keysOf(commands, { permissions: ['users:create'] })).toEqual(['n: new']);
});

it('has the developer panel for who may look into the page, and for nobody else', () => {
	const actsOf = (permissions: ShortcutsInput['permissions']) =>
		shortcuts([], { permissions }).map(({ run }) => ('act' in run ? run.act : ''));
	expect(actsOf([])).not.toContain('toggle-inspector');
	expect(actsOf(['platform:inspect'])).toContain('toggle-inspector');
});

it('speaks the language of the page', () => {
	const commands = [command('new', { shortcut: 'n', labels: { de: 'neu' } })];
	expect(keysOf(commands, { language: 'de' })).toEqual(['n: neu']);
});

it.each([
	['$mod+k', false, [['Ctrl', 'K']]],
	['$mod+k', true, [['⌘', 'K']]],
	['g u', false, [['G'], ['U']]],
	['[Shift]+?', false, [['?']]],
])('shows %s as what is to be pressed', (keys, isMac, presses) => {
	expect(pressesOf(keys, isMac)).toEqual(presses);
});

it('tells what works without a modifier', () => {
	expect(['$mod+k', 'g u', '[Shift]+?'].map((keys) => isSingleKey({ keys }))).toEqual([false, true, true]);
});
