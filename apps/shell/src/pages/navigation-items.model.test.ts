import type { RemoteManifestInput } from '@flotilla/contracts';
import { buildComposedRemote, buildComposition } from '@flotilla/testing';
import { expect, it } from 'vitest';
import { isUnder, navigationItems } from './navigation-items.model.ts';

type Navigation = NonNullable<RemoteManifestInput['navigation']>;

const words = { language: 'en', dashboard: 'Dashboard' };

/** The labels that remotes with this navigation lead to. */
const labels = (remotes: Record<string, Navigation>, permissions: Parameters<typeof navigationItems>[1] = []) =>
	navigationItems(
		buildComposition({
			remotes: Object.entries(remotes).map(([name, navigation]) => buildComposedRemote({ name, navigation })),
		}),
		permissions,
		words,
	).map(({ label }) => label);

const line = (label: string, rest: Partial<Navigation[number]> = {}): Navigation[number] => ({
	label,
	path: `/${label.toLowerCase()}`,
	icon: 'files',
	...rest,
});

it('begins with the dashboard, which is there without any remote', () => {
	expect(navigationItems(buildComposition({ remotes: [] }), [], words)).toEqual([
		{ label: 'Dashboard', path: '/', icon: 'dashboard', shortcut: 'g d' },
	]);
});

it('goes by the order of the manifests, equal ones by their label', () => {
	expect(
		labels({
			zebra: [line('Zebra', { order: 20 }), line('First', { order: -1 })],
			beta: [line('Beta', { order: 20 })],
			// 100 where the manifest says nothing.
			last: [line('Unordered')],
			alpha: [line('Alpha', { order: 99 })],
		}),
	).toEqual(['Dashboard', 'First', 'Beta', 'Zebra', 'Alpha', 'Unordered']);
});

it('offers what the person may open, and what is open to everybody', () => {
	const remotes = {
		users: [line('Users', { permission: 'users:read' }), line('Audit', { permission: 'audit:read' })],
		help: [line('Help')],
	};
	expect(labels(remotes)).toEqual(['Dashboard', 'Help']);
	expect(labels(remotes, ['users:read'])).toEqual(['Dashboard', 'Help', 'Users']);
});

it('hands on what is needed to draw and to follow a line', () => {
	const remote = buildComposedRemote({ name: 'users', navigation: [line('Users', { icon: 'users' })] });
	expect(navigationItems(buildComposition({ remotes: [remote] }), [], words)[1]).toMatchObject({
		label: 'Users',
		path: '/users',
		icon: 'users',
	});
});

it('speaks the language of the page, and sorts by it', () => {
	const remotes = [
		buildComposedRemote({ name: 'users', navigation: [line('Users', { labels: { de: 'Personen' } })] }),
		buildComposedRemote({ name: 'audit', navigation: [line('Audit', { labels: { de: 'Verlauf' } })] }),
		buildComposedRemote({ name: 'help', navigation: [line('Help')] }),
	];
	const german = { language: 'de', dashboard: 'Übersicht' };
	expect(navigationItems(buildComposition({ remotes }), [], german).map(({ label }) => label)).toEqual([
		'Übersicht',
		'Help',
		'Personen',
		'Verlauf',
	]);
});

it.each([
	['/users', '/users', true],
	['/users/42/files', '/users', true],
	['/usersx', '/users', false],
	['/', '/', true],
	['/users', '/', false],
	['/', '/users', false],
])('%s belongs to the line of %s: %s', (pathname, path, expected) => {
	expect(isUnder(pathname, path)).toBe(expected);
});
