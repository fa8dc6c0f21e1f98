import { type Composition, compositionElementId } from '@flotilla/contracts';
import { createEventBus } from '@flotilla/event-bus';
import { createFederation, type RemoteContext } from '@flotilla/federation';
import { buildComposedRemote, buildComposition } from '@flotilla/testing';
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { createLiveUpdates, type LiveUpdatesOptions } from './create-live-updates.ts';

afterEach(() => {
	globalThis.__FLOTILLA_INTEGRITY__ = undefined;
	for (const element of document.querySelectorAll(`#${compositionElementId}, link[href^="/assets/"]`)) element.remove();
});

const users = (version: string) =>
	buildComposedRemote(
		{ name: 'users' },
		{
			version,
			build: `users ${version}`,
			entry: `/assets/users/${version}.js`,
			initial: { modules: [`/assets/users/${version}.start.js`], styles: [`/assets/users/${version}.css`] },
		},
	);
const compose = (version: string): Composition =>
	buildComposition({
		id: `c-${version}`,
		remotes: [users(version), buildComposedRemote({ name: 'files' })],
		integrity: {
			'/assets/files/remote.js': 'sha256-f',
			...Object.fromEntries(['js', 'start.js', 'css'].map((end) => [`/assets/users/${version}.${end}`, 'sha256-u'])),
		},
	});

/** A page with `users` 1, in front of a registry that has 2 and 3. */
const setUp = (options: Partial<LiveUpdatesOptions> = {}) => {
	const first = compose('1');
	globalThis.__FLOTILLA_INTEGRITY__ = first.integrity;
	const element = document.body.appendChild(document.createElement('script'));
	element.type = 'application/json';
	element.id = compositionElementId;
	element.textContent = JSON.stringify(first);

	const bus = createEventBus();
	const heard: unknown[] = [];
	bus.onAny(({ name, payload }) => heard.push([name, payload]), { area: 'app' });
	const started: string[] = [];
	const lives: AbortSignal[] = [];
	const federation = createFederation({
		composition: first,
		loadModule: async ({ entry }) => {
			started.push(entry);
			return { start: () => ({ Page: () => null }) };
		},
		createContext(context) {
			lives.push(context.signal);
			return context as RemoteContext;
		},
	});
	const registry = { current: 'c-2', fails: false, checked: [] as string[], asked: 0 };
	const life = new AbortController();
	onTestFinished(() => life.abort());
	const { offer } = createLiveUpdates({
		federation,
		bus,
		source: {
			async currentId() {
				registry.asked += 1;
				if (registry.fails) throw new TypeError('Failed to fetch');
				return registry.current;
			},
			read: async (id) => compose(id.slice(2)),
			check: async (addresses) => void registry.checked.push(...addresses),
		},
		isUnsaved: () => false,
		signal: life.signal,
		...options,
	});
	const inPage = () => JSON.parse(element.textContent ?? '') as Composition;
	return { federation, offer, heard, started, lives, registry, inPage };
};
const updated = ['app:updated', { from: 'c-1', to: 'c-2', remotes: ['users'] }];
const ready = (compositionId: string) => ['app:update-ready', { compositionId }];

it('the page goes on with the other composition, and the next use starts the other build', async () => {
	const { federation, offer, heard, started, lives, registry, inPage } = setUp();
	await federation.start('users');
	await federation.start('files');
	await offer('c-2');
	expect(heard).toEqual([updated]);
	expect(federation.composition.id).toBe('c-2');
	expect(inPage()).toMatchObject({ id: 'c-2', remotes: [{ version: '2' }, { app: 'files' }] });
	expect(lives.map(({ aborted }) => aborted)).toEqual([true, false]);
	expect(registry.checked).toEqual(['/assets/users/2.js', '/assets/users/2.start.js', '/assets/users/2.css']);
	expect(globalThis.__FLOTILLA_INTEGRITY__).toMatchObject({ '/assets/users/2.js': 'sha256-u' });
	await federation.start('users');
	expect(started).toEqual(['/assets/users/1.js', '/assets/files/remote.js', '/assets/users/2.js']);
});

it('what is on the page is offered, and taken once it has left', async () => {
	const { federation, offer, heard, registry } = setUp();
	const leave = federation.hold('users');
	await offer('c-2');
	await offer('c-2');
	expect(heard).toEqual([ready('c-2')]);
	expect(registry.asked).toBe(0);
	expect(federation.composition.id).toBe('c-1');
	leave();
	await expect.poll(() => heard).toEqual([ready('c-2'), updated]);
});

it('of several that were offered the last is taken', async () => {
	const { federation, offer, heard, registry } = setUp();
	const leave = federation.hold('users');
	await offer('c-2');
	await offer('c-3');
	registry.current = 'c-3';
	leave();
	await expect.poll(() => federation.composition.id).toBe('c-3');
	expect(heard.slice(0, 2)).toEqual([ready('c-2'), ready('c-3')]);
	expect(heard).toHaveLength(3);
});

it('nothing is taken when the page’s own is the current one again', async () => {
	const { federation, offer, heard } = setUp();
	const leave = federation.hold('users');
	await offer('c-2');
	await offer('c-1');
	leave();
	await new Promise((resolve) => setTimeout(resolve, 20));
	expect(heard).toEqual([ready('c-2')]);
	expect(federation.composition.id).toBe('c-1');
});

it('a life that holds something unsaved is not ended; one that never began holds nothing', async () => {
	const held = setUp({ isUnsaved: () => true });
	await held.federation.start('users');
	await held.offer('c-2');
	expect(held.heard).toEqual([ready('c-2')]);
	const idle = setUp({ isUnsaved: () => true });
	await idle.offer('c-2');
	expect(idle.heard).toEqual([updated]);
});

it('nothing is changed where the registry cannot be asked, has moved on, or a file is not there', async () => {
	const broken: ((page: ReturnType<typeof setUp>) => void)[] = [
		({ registry }) => Object.assign(registry, { fails: true }),
		({ registry }) => Object.assign(registry, { current: 'c-3' }),
		({ registry }) =>
			Object.assign(registry.checked, {
				push() {
					throw new TypeError('Failed to fetch');
				},
			}),
	];
	for (const breakIt of broken) {
		const page = setUp();
		breakIt(page);
		await page.offer('c-2');
		expect(page.heard).toEqual([ready('c-2')]);
		expect(page.federation.composition.id).toBe('c-1');
		expect(page.inPage().id).toBe('c-1');
		expect(globalThis.__FLOTILLA_INTEGRITY__).not.toHaveProperty('/assets/users/2.js');
	}
});

it('a registry that could not answer is asked again, and not at once', async () => {
	let time = 0;
	const { federation, offer, heard, registry } = setUp({ now: () => time, retryPause: 100 });
	registry.fails = true;
	await offer('c-2');
	registry.fails = false;
	const visit = async () => {
		federation.hold('files')();
		await new Promise((resolve) => setTimeout(resolve, 10));
	};
	await visit();
	expect(registry.asked).toBe(1);
	time = 100;
	await visit();
	expect(heard).toEqual([ready('c-2'), updated]);
});

it('what comes onto the page while the files are looked at waits', async () => {
	const { federation, offer, heard, registry } = setUp();
	Object.assign(registry.checked, { push: () => federation.hold('users') });
	await offer('c-2');
	expect(heard).toEqual([ready('c-2')]);
	expect(federation.composition.id).toBe('c-1');
});

it('style sheets of the former build apply no longer, and again when it comes back', async () => {
	const { offer, registry } = setUp();
	const link = (address: string) => {
		const element = document.createElement('link');
		element.rel = 'stylesheet';
		element.href = address;
		// As the build's runtime names it: the next build has a chunk of that name, too.
		element.dataset.rspack = 'flotilla-users:start';
		return document.head.appendChild(element);
	};
	const [own, others] = [link('/assets/users/1.css'), link('/assets/files/page.css')];
	await offer('c-2');
	expect([own.media, others.media]).toEqual(['not all', '']);
	expect([own.dataset.rspack, others.dataset.rspack]).toEqual([undefined, 'flotilla-users:start']);
	registry.current = 'c-1';
	await offer('c-1');
	expect([own.media, others.media]).toEqual(['all', '']);
});
