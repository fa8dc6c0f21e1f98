import { useUsers } from '@flotilla/data-cache';
import type { StartRemote } from '@flotilla/federation';
import { useSessionState } from '@flotilla/session';
import { expect, it, onTestFinished, vi } from 'vitest';
import { buildUser } from '../build/build-user.ts';
import { type RenderRemoteOptions, renderRemote } from './render-remote.tsx';

const ada = buildUser({ firstName: 'Ada', lastName: 'A', role: 'admin' });
const bea = buildUser({ firstName: 'Bea', lastName: 'B' });

/** A remote of a few lines, and what it saw of its life. */
const renderPeople = async (options: RenderRemoteOptions = {}) => {
	const seen: { signals: AbortSignal[]; heard: string[] } = { signals: [], heard: [] };
	const People = () => {
		const me = useSessionState(({ user }) => user?.firstName);
		const { data, error } = useUsers();
		return <p>{error?.code ?? `${me} sees ${data?.users.map(({ firstName }) => firstName).join(', ')}`}</p>;
	};
	const start: StartRemote = ({ bus, signal }) => {
		seen.signals.push(signal);
		bus.on('users:updated', ({ user }) => seen.heard.push(user.firstName), { signal });
		return { Page: People };
	};
	const rendered = await renderRemote({ name: 'people', routePrefix: '/people' }, start, {
		users: [ada, bea],
		...options,
	});
	onTestFinished(rendered.unmount);
	return { ...rendered, seen, text: () => rendered.container.querySelector('p')?.textContent };
};

it('a remote runs with the real platform: it fetches, is told of changes, and ends', async () => {
	const { text, world, seen, unmount } = await renderPeople();
	await vi.waitFor(() => expect(text()).toBe('Ada sees Ada, Bea'));
	world.backend.changeUser(bea.id, { firstName: 'Beatrix' });
	await vi.waitFor(() => expect(text()).toBe('Ada sees Ada, Beatrix'));
	expect(seen.heard).toEqual(['Beatrix']);
	expect(seen.signals.map(({ aborted }) => aborted)).toEqual([false]);
	unmount();
	expect(seen.signals.map(({ aborted }) => aborted)).toEqual([true]);
});

it('a remote meets what goes wrong as it would on a page', async () => {
	const { text } = await renderPeople({ answers: { 'GET /users': 'INTERNAL_ERROR' } });
	await vi.waitFor(() => expect(text()).toBe('INTERNAL_ERROR'));
});
