import { examples } from 'virtual:platform-examples';
import { UiProvider } from '@flotilla/ui';
import { type HttpResponse, http } from 'msw';
import { setupWorker } from 'msw/browser';
import type { ComponentType } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createFakeBackend } from './backend/create-fake-backend.ts';
import { buildCollection } from './build/build-collection.ts';
import { buildUser } from './build/build-user.ts';
import { createStoryWorld, type StoryWorld } from './stories/create-story-world.ts';
import { StoryPage } from './stories/story-stage.tsx';

const admin = buildUser({ firstName: 'Root', role: 'admin' });
const ada = buildUser({ firstName: 'Ada', lastName: 'Lovelace' });

/** What an example wrote to the console, a line each. */
const written: string[] = [];
const ends: (() => void)[] = [];

beforeEach(async () => {
	const { fetch, state, realtime } = createFakeBackend({ users: [admin, ada], role: 'admin' });
	// The examples are those of somebody who is signed in, whatever they name as the token.
	state.tokens.set('the access token', admin.id);
	const signedIn = await fetch(new Request('http://flotilla.test/api/auth/refresh', { method: 'POST' }));
	const { token } = (await signedIn.json()).data;
	const worker = setupWorker(
		http.all('*/api/*', async ({ request }) => {
			const asAdmin = new Request(request);
			asAdmin.headers.set('Authorization', `Bearer ${token}`);
			return (await fetch(asAdmin)) as HttpResponse<null>;
		}),
	);
	await worker.start({ quiet: true });
	vi.stubGlobal(
		'WebSocket',
		class {
			constructor() {
				// biome-ignore lint/correctness/noConstructorReturn: it stands in for a browser's class, whose only use is `new`.
				return realtime.createSocket('/ws');
			}
		},
	);
	for (const method of ['log', 'warn', 'error'] as const) {
		vi.spyOn(console, method).mockImplementation((...parts) => void written.push(`${method}: ${parts.join(' ')}`));
	}
	ends.push(() => worker.stop(), vi.unstubAllGlobals, vi.restoreAllMocks);
});

afterEach(() => {
	for (const end of ends.splice(0)) end();
	written.length = 0;
});

const load = async (name: string): Promise<Record<string, unknown>> => {
	const example = examples.find((one) => one.name === name);
	if (example === undefined) throw new Error(`docs/platform.md has no example "${name}".`);
	return example.load();
};

/** Renders what an example exports, on a page of the platform. */
const show = async (name: string, exported: string): Promise<StoryWorld> => {
	const Example = (await load(name))[exported] as ComponentType;
	const world = await createStoryWorld({ users: [admin, ada], collections: [buildCollection('notes')] });
	const place = document.body.appendChild(document.createElement('div'));
	const root = createRoot(place);
	root.render(
		<UiProvider>
			<StoryPage world={world} address="/">
				<Example />
			</StoryPage>
		</UiProvider>,
	);
	ends.push(() => {
		root.unmount();
		place.remove();
	});
	return world;
};

describe('the examples of docs/platform.md', () => {
	const tried = new Set<string>();
	const example = (name: string, test: () => Promise<void>): void => {
		tried.add(name);
		it(name, async () => {
			await test();
			expect(written.filter((line) => line.startsWith('error'))).toEqual([]);
		});
	};

	example('event-bus 1', async () => {
		await load('event-bus 1');
		// Nobody deleted a file while it listened.
		expect(document.title).not.toContain('deleted');
	});

	example('event-bus 2', async () => {
		await load('event-bus 2');
		await expect.poll(() => written.join('\n')).toContain('-> connected');
		await expect.poll(() => written.join('\n')).toContain(`Root`);
	});

	example('api-client 1', async () => {
		await load('api-client 1');
		expect(written.join('\n')).toContain('Somebody was faster.');
		expect(written.join('\n')).toContain('VERSION_CONFLICT');
	});

	example('Uploads 1', async () => {
		await load('Uploads 1');
		expect(written.at(-1)).toMatch(/^log: [0-9a-f-]{36} /);
	});

	example('session 1', async () => {
		const { page: Page } = await load('session 1');
		expect(Page).toBeTruthy();
	});

	example('session 2', async () => {
		const { keepDrafts } = await load('session 2');
		const world = await createStoryWorld({ users: [admin, ada] });
		ends.push(() => world.dispose());
		(keepDrafts as (session: unknown) => void)(world.platform.session);
		await world.platform.session.signOut();
		expect(written).toContain('log: Told at once, before anything is wiped.');
	});

	example('notifications 1', async () => {
		await show('notifications 1', 'Save');
		const button = page.getByRole('button');
		await userEvent.click(button);
		await userEvent.click(button);
		await expect.element(button).toHaveTextContent('Not saved 2x');
	});

	example('Reports 1', async () => {
		const { platform } = (await load('Reports 1')) as { platform: StoryWorld['platform'] };
		ends.push(() => platform.dispose());
		platform.report?.({ kind: 'uncaught', message: 'An example' } as never);
		expect(written.splice(0).join('\n')).toContain('An example');
	});

	example('data-cache 1', async () => {
		const world = await show('data-cache 1', 'People');
		await userEvent.click(page.getByRole('button', { name: 'Ada' }));
		await expect.poll(() => world.backend.users.find(({ id }) => id === ada.id)?.status).toBe('inactive');
	});

	example('A new remote in 40 lines 1', async () => {
		await show('A new remote in 40 lines 1', 'Notes');
		await userEvent.fill(page.getByLabelText('New note'), 'Water the plants');
		await userEvent.click(page.getByRole('button', { name: 'Add note' }));
		const note = page.getByRole('paragraph');
		await expect.element(note).toHaveTextContent('DoneWater the plantsDelete note');
		await userEvent.click(page.getByRole('button', { name: 'Done' }));
		await expect.element(page.getByRole('button', { name: 'Reopen' })).toBeVisible();
		await userEvent.click(page.getByRole('button', { name: 'Delete note' }));
		await expect.element(note).not.toBeInTheDocument();
	});

	example('service worker 1', async () => {
		const world = await show('service worker 1', 'NewVersion');
		world.platform.bus.emit('app:update-ready', { compositionId: 'another' });
		await expect.element(page.getByRole('button', { name: 'Load the new version' })).toBeVisible();
	});

	example('push 1', async () => {
		await show('push 1', 'PushSwitch');
		// No service worker of the shell stands behind this page, so there is no push to turn on.
		expect(document.querySelector('main button')).toBeNull();
	});

	example('offline 1', async () => {
		await show('offline 1', 'Waiting');
		await expect.element(page.getByRole('list', { name: 'online' })).toBeInTheDocument();
	});

	example('testing 1', async () => {
		await load('testing 1');
		expect(written.join('\n')).toContain('handlers for MSW');
	});

	example('testing 2', async () => {
		await load('testing 2');
		expect(written.at(-1)).toMatch(/^log: Hello, \S+ \d+$/);
	});

	it('are all tried here', () => {
		expect([...tried].sort()).toEqual(examples.map(({ name }) => name).sort());
	});
});
