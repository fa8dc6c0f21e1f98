import { buildComposedRemote, buildComposition } from '@flotilla/testing';
import { defaultFilter } from 'cmdk';
import { expect, it } from 'vitest';
import { fittingEntries, type PaletteInput, paletteEntries } from './palette-entries.model.ts';

const users = buildComposedRemote({
	name: 'users',
	title: 'Users',
	labels: { de: 'Personen' },
	commands: [
		{
			label: 'Add a person',
			labels: { de: 'Person hinzufügen' },
			path: '/users/new',
			icon: 'plus',
			permission: 'users:create',
		},
	],
});
const entries = (rest: Partial<PaletteInput> = {}) =>
	paletteEntries({
		composition: buildComposition({ remotes: [users] }),
		permissions: ['users:create'],
		language: 'en',
		recent: [{ path: '/users/1', label: 'Ada Lovelace', icon: 'user' }],
		pages: [{ label: 'Users', path: '/users', icon: 'users' }],
		actions: [{ label: 'Sign out', icon: 'log-out', run: { act: 'sign-out' } }],
		shortcuts: [{ keys: 'g u', label: 'Users', group: 'pages', run: { to: '/users' } }],
		...rest,
	});
const labels = (list: readonly { label: string }[]) => list.map(({ label }) => label);

it('begins with where one was, then pages, commands and actions', () => {
	expect(entries().map(({ group, label, keys }) => [group, label, keys])).toEqual([
		['recent', 'Ada Lovelace', undefined],
		['pages', 'Users', 'g u'],
		['commands', 'Add a person', undefined],
		['actions', 'Sign out', undefined],
	]);
});

it('leaves out what the person may not do', () => {
	expect(labels(entries({ permissions: [] }))).not.toContain('Add a person');
});

it('speaks the language of the page, and is found by the English words as well', () => {
	const german = entries({ language: 'de' });
	expect(labels(german)).toContain('Person hinzufügen');
	expect(labels(fittingEntries(german, 'add a person', defaultFilter))[0]).toBe('Person hinzufügen');
});

it('is everything while nothing was typed, and then what fits, the best first', () => {
	expect(fittingEntries(entries(), '  ', defaultFilter)).toHaveLength(4);
	expect(labels(fittingEntries(entries(), 'sign', defaultFilter))).toEqual(['Sign out']);
	expect(labels(fittingEntries(entries(), 'user', defaultFilter))[0]).toBe('Users');
	// A part of a word, and beginnings of words; but not letters that happen to be there in this order.
	expect(labels(fittingEntries(entries(), 'elac', defaultFilter))).toEqual(['Ada Lovelace']);
	expect(labels(fittingEntries(entries(), 'adper', defaultFilter))).toEqual(['Add a person']);
	expect(fittingEntries(entries(), 'uers', defaultFilter)).toEqual([]);
});

it('gives each entry an id of its own', () => {
	const ids = entries().map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
});
