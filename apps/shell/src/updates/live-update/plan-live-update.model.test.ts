import type { Composition, RemoteManifestInput } from '@flotilla/contracts';
import { createFederation, type RemoteContext } from '@flotilla/federation';
import { buildComposedRemote, buildComposition } from '@flotilla/testing';
import { expect, it } from 'vitest';
import { planLiveUpdate } from './plan-live-update.model.ts';

const remote = (name: string, version = '1.0.0', manifest: Partial<RemoteManifestInput> = {}) =>
	buildComposedRemote({ name, ...manifest }, { version, build: `${name} ${version}` });
const compose = (remotes: Composition['remotes'], more: Partial<Composition> = {}) =>
	buildComposition({ id: remotes.map(({ build }) => build).join(), remotes, ...more });

const card = (title: string) => ({ slot: 'shell:dashboard', component: 'Card', title });
const now = compose([remote('users'), remote('files')]);

/** A page whose `users` starts at version 1.0.0 and no other. */
const open = (composition = now) =>
	createFederation({
		composition,
		loadModule: async () => ({ start: () => ({ Page: () => null }) }),
		createContext(context) {
			if (context.version === '6.6.6') throw new Error('It does not start.');
			return context as RemoteContext;
		},
	});

it('what nobody uses may give way, whether it ran before or not', async () => {
	const page = open();
	const next = compose([remote('users', '2.0.0'), remote('files')]);
	expect(planLiveUpdate(page, next)).toEqual({ kind: 'take', ending: ['users'] });
	await page.start('users');
	expect(planLiveUpdate(page, next)).toEqual({ kind: 'take', ending: ['users'] });
});

it('what is on the page waits until it is not, and all others with it', () => {
	const page = open();
	const next = compose([remote('users', '2.0.0'), remote('files', '2.0.0')]);
	const leave = [page.hold('users'), page.hold('users')];
	expect(planLiveUpdate(page, next)).toEqual({ kind: 'wait', places: ['users'] });
	leave[0]?.();
	leave[0]?.();
	expect(planLiveUpdate(page, next)).toEqual({ kind: 'wait', places: ['users'] });
	leave[1]?.();
	expect(planLiveUpdate(page, next)).toEqual({ kind: 'take', ending: ['users', 'files'] });
});

it('what stays as it is may be on the page', () => {
	const page = open();
	page.hold('files');
	expect(planLiveUpdate(page, compose([remote('users', '2.0.0'), remote('files')]))).toMatchObject({ kind: 'take' });
});

it('what is starting waits: somebody asked for it', async () => {
	const page = open();
	const started = page.start('users');
	const next = compose([remote('users', '2.0.0'), remote('files')]);
	expect(planLiveUpdate(page, next)).toEqual({ kind: 'wait', places: ['users'] });
	await started;
	expect(planLiveUpdate(page, next)).toMatchObject({ kind: 'take' });
});

it('remotes come and go', () => {
	const page = open();
	expect(planLiveUpdate(page, compose([remote('users'), remote('billing')]))).toEqual({
		kind: 'take',
		ending: ['files', 'billing'],
	});
	page.hold('files');
	expect(planLiveUpdate(page, compose([remote('users')]))).toEqual({ kind: 'wait', places: ['files'] });
});

it('a slot that would be filled in another way waits while it is on the page', () => {
	const before = compose([remote('users', '1.0.0', { slots: [card('People')] }), remote('files')]);
	const same = compose([remote('users', '2.0.0', { slots: [card('People')] }), remote('files')]);
	const another = compose([remote('users', '2.0.0', { slots: [card('Everybody')] }), remote('files')]);
	const more = compose([...before.remotes, remote('billing', '1.0.0', { slots: [card('Invoices')] })]);
	const page = open(before);
	const leave = page.hold('shell:dashboard');
	expect(planLiveUpdate(page, same)).toMatchObject({ kind: 'take' });
	for (const next of [another, more, compose([remote('files')])]) {
		expect(planLiveUpdate(page, next)).toEqual({ kind: 'wait', places: ['shell:dashboard'] });
	}
	leave();
	for (const next of [another, more]) expect(planLiveUpdate(page, next)).toMatchObject({ kind: 'take' });
});

it('another shell, another channel and a page that a link opened take a reload', () => {
	const remotes = [remote('users', '2.0.0'), remote('files')];
	const shell = { ...now.shell, version: '2.0.0', build: 'another' };
	expect(planLiveUpdate(open(), compose(remotes, { shell }))).toEqual({ kind: 'reload' });
	expect(planLiveUpdate(open(), compose(remotes, { channel: 'staging' }))).toEqual({ kind: 'reload' });
	const preview = { app: 'users', version: '9.0.0', expiresAt: '2026-11-30T00:00:00.000Z' };
	expect(planLiveUpdate(open({ ...now, preview }), compose(remotes))).toEqual({ kind: 'reload' });
});

it('a page where somebody chose another build for now takes a reload, unless that is what the other one has', async () => {
	const page = open(compose([remote('users', '6.6.6'), remote('files')]));
	await page.start('users');
	await page.replace(remote('users'));
	page.hold('users');
	expect(planLiveUpdate(page, compose([remote('users', '6.6.6'), remote('files', '2.0.0')]))).toEqual({
		kind: 'reload',
	});
	expect(planLiveUpdate(page, compose([remote('users', '2.0.0'), remote('files')]))).toEqual({ kind: 'reload' });
	// It runs already, and runs on.
	expect(planLiveUpdate(page, compose([remote('users'), remote('files')]))).toEqual({ kind: 'take', ending: [] });
});
