import { createEventBus } from '@flotilla/event-bus';
import { expect, it, onTestFinished, vi } from 'vitest';
import { type FollowUpdatesOptions, followUpdates } from './follow-updates.ts';

/** A browser's side of a service worker that answers nothing by itself. */
const createContainer = () => {
	const asked: unknown[] = [];
	const registration = { active: { postMessage: (message: unknown) => asked.push(message) } };
	const container = Object.assign(new EventTarget(), {
		ready: Promise.resolve(registration),
		register: vi.fn(async () => registration),
	});
	return {
		asked,
		container: container as unknown as ServiceWorkerContainer & typeof container,
		say: (data: unknown) => container.dispatchEvent(new MessageEvent('message', { data })),
	};
};

const setUp = async (options: Partial<FollowUpdatesOptions> = {}) => {
	const worker = createContainer();
	const life = new AbortController();
	onTestFinished(() => life.abort());
	const bus = createEventBus();
	const updates: string[] = [];
	const offer = (compositionId: string) => updates.push(compositionId);
	const { container } = worker;
	const id = `c-${crypto.randomUUID()}`;
	await followUpdates({
		compositionId: id,
		scriptUrl: '/sw.js',
		bus,
		offer,
		container,
		signal: life.signal,
		...options,
	});
	return { ...worker, id, life, bus, updates };
};
const ready = (compositionId: unknown) => ({ type: 'flotilla:composition-ready', compositionId });

it('registers the worker for the whole origin, and has it keep this page', async () => {
	const { asked, container, id } = await setUp();
	expect(container.register).toHaveBeenCalledWith('/sw.js', { scope: '/', updateViaCache: 'none' });
	expect(asked).toEqual([{ type: 'flotilla:prepare', compositionId: id }]);
});

it('tells once of each other composition, and of nothing else', async () => {
	const { say, updates, id } = await setUp();
	for (const message of [ready(id), ready(7), { type: 'somebody else' }, null, 'text']) say(message);
	expect(updates).toEqual([]);
	for (const other of ['c-2', 'c-2', 'c-3']) say(ready(other));
	expect(updates).toEqual(['c-2', 'c-3']);
});

it('tells when the page’s own is the current one again', async () => {
	const { say, updates, id } = await setUp();
	for (const one of ['c-2', id, id]) say(ready(one));
	expect(updates).toEqual(['c-2', id]);
});

it('tells when the page’s own is all here, and of no other', async () => {
	const onKept = vi.fn();
	const { say, id } = await setUp({ onKept });
	for (const message of [ready('c-2'), { type: 'somebody else' }, null]) say(message);
	expect(onKept).not.toHaveBeenCalled();
	say(ready(id));
	expect(onKept).toHaveBeenCalledOnce();
});

it('asks for the current composition when the network or the person comes back, and not again at once', async () => {
	const eager = await setUp({ checkPause: 0 });
	window.dispatchEvent(new Event('online'));
	document.dispatchEvent(new Event('visibilitychange'));
	expect(eager.asked.slice(1)).toEqual([{ type: 'flotilla:prepare' }, { type: 'flotilla:prepare' }]);
	const calm = await setUp();
	window.dispatchEvent(new Event('online'));
	expect(calm.asked).toHaveLength(1);
});

it('asks from time to time', async () => {
	vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
	onTestFinished(() => {
		vi.useRealTimers();
	});
	const { asked, life } = await setUp({ checkInterval: 1_000, checkPause: 0 });
	vi.advanceTimersByTime(3_000);
	expect(asked).toHaveLength(4);
	life.abort();
	expect(vi.getTimerCount()).toBe(0);
});

it('lets the worker know, as long as the page lives, that its composition is in use', async () => {
	const { id, life } = await setUp();
	const inUse = async () => (await navigator.locks.query()).held?.some(({ name }) => name?.endsWith(id));
	await expect.poll(inUse).toBe(true);
	life.abort();
	await expect.poll(inUse).toBe(false);
});

it('lets it know of the composition that the page went on to, and of the former no more', async () => {
	const { id, bus } = await setUp();
	const next = `c-${crypto.randomUUID()}`;
	const inUse = async () =>
		((await navigator.locks.query()).held ?? []).flatMap(({ name }) => [id, next].filter((one) => name?.endsWith(one)));
	await expect.poll(inUse).toEqual([id]);
	bus.emit('app:updated', { from: id, to: next, remotes: ['users'] });
	await expect.poll(inUse).toEqual([next]);
});

it('leaves a page alone whose browser wants no worker', async () => {
	const { container, asked } = createContainer();
	container.register.mockRejectedValue(new DOMException('Not here.', 'SecurityError'));
	await followUpdates({ compositionId: 'c-1', scriptUrl: '/sw.js', bus: createEventBus(), offer: vi.fn(), container });
	expect(asked).toEqual([]);
});
