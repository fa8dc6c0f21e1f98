import type { User } from '@flotilla/contracts';
import type { EventBus } from '@flotilla/event-bus';
import { buildFile, buildUser, type FakeBackendOptions, FakeFailure } from '@flotilla/testing';
import { memo, type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { useFiles } from './files/use-files.ts';
import { DataCacheProvider } from './react/data-cache-context.ts';
import { startCache } from './testing/start-cache.ts';
import { useUpdateUser, useUser, useUsers } from './users/use-users.ts';
import { userKeys } from './users/user-keys.ts';

const ada = buildUser({ firstName: 'Ada', lastName: 'A', role: 'admin' });
const bea = buildUser({ firstName: 'Bea', lastName: 'B' });
const cai = buildUser({ firstName: 'Cai', lastName: 'C' });

const start = (options: FakeBackendOptions & { refetchInterval?: number } = {}) => {
	const started = startCache({ users: [ada, bea, cai], role: 'admin', ...options });
	onTestFinished(() => started.cache.dispose());
	/** A React root of its own, as every remote has one. */
	const render = (node: ReactNode) => {
		const container = document.body.appendChild(document.createElement('div'));
		const root = createRoot(container);
		const show = (next: ReactNode): void =>
			root.render(
				<StrictMode>
					<DataCacheProvider cache={started.cache}>{next}</DataCacheProvider>
				</StrictMode>,
			);
		let mounted = true;
		const unmount = (): void => {
			if (mounted) root.unmount();
			mounted = false;
			container.remove();
		};
		onTestFinished(unmount);
		show(node);
		return {
			show,
			unmount,
			text: () => container.textContent,
			click: () => container.querySelector('button')?.click(),
		};
	};
	/** Long enough for a request that should not happen to have happened. */
	const quiet = async (): Promise<void> => {
		await new Promise((resolve) => setTimeout(resolve, 50));
	};
	return { ...started, render, quiet };
};

const Names = ({ page = 1, limit = 20 }: { page?: number; limit?: number }) => {
	const { data, error, isLoading } = useUsers({ page, limit });
	if (error !== undefined) return <p>{error.code}</p>;
	return <p>{isLoading ? 'loading' : data?.users.map(({ firstName }) => firstName).join(' ')}</p>;
};

const Person = ({ id }: { id: string | null }) => {
	const { data, isLoading } = useUser(id);
	return <p>{isLoading ? 'loading' : (data?.firstName ?? 'nobody')}</p>;
};

const FileNames = (query: { page?: number; limit?: number; ownerId?: string }) => {
	const { data } = useFiles(query);
	return (
		<p>
			{data === undefined
				? 'loading'
				: `${data.files.map(({ originalName }) => originalName).join(' ')} of ${data.pagination.total}`}
		</p>
	);
};

const Row = memo(({ user, onRender }: { user: User; onRender: (name: string) => void }) => {
	onRender(user.firstName);
	return <li>{user.firstName}</li>;
});

const Rows = ({ onRender }: { onRender: (name: string) => void }) =>
	useUsers().data?.users.map((user) => <Row key={user.id} user={user} onRender={onRender} />);

const Rename = ({ id }: { id: string }) => {
	const updateUser = useUpdateUser();
	const rename = (): void => {
		updateUser(id, { firstName: 'Mine' }).catch(() => {});
	};
	return (
		<button type="button" onClick={rename}>
			Rename
		</button>
	);
};

describe('many components', () => {
	it('with one key are one request', async () => {
		const { render, count } = start();
		const screens = [1, 2, 3].map(() =>
			render(Array.from({ length: 70 }, (_, index) => <Names key={String(index)} />)),
		);
		for (const { text } of screens) await expect.poll(text).toBe('Ada Bea Cai'.repeat(70));
		expect(count('GET /users')).toBe(1);
	});

	it('in two roots: the first to mount may leave, and the cache lives on', async () => {
		const { render, count, state, quiet } = start();
		const first = render(<Names />);
		await expect.poll(first.text).toBe('Ada Bea Cai');
		const second = render(<Names />);
		await expect.poll(second.text).toBe('Ada Bea Cai');
		await expect.poll(() => count('GET /users')).toBe(1);
		first.unmount();
		await quiet();
		state.changeUser(bea.id, { firstName: 'Beatrice' });
		await expect.poll(second.text).toBe('Ada Beatrice Cai');
		second.unmount();
		state.changeUser(cai.id, { firstName: 'Caius' });
		const third = render(<Names />);
		// At once, from the cache: nobody was there to keep it.
		await expect.poll(third.text).toBe('Ada Beatrice Caius');
	});
});

describe('an event', () => {
	it('changes one row of a list on screen, without a request and without rendering the others', async () => {
		const { render, count, state, quiet } = start();
		const rendered: string[] = [];
		const { text } = render(<Rows onRender={(name) => rendered.push(name)} />);
		await expect.poll(text).toBe('AdaBeaCai');
		rendered.length = 0;
		state.changeUser(bea.id, { firstName: 'Beatrice' });
		await expect.poll(text).toBe('AdaBeatriceCai');
		await quiet();
		expect(new Set(rendered)).toEqual(new Set(['Beatrice']));
		expect(count('GET /users')).toBe(1);
	});

	it('that comes while the list is on its way neither delays nor escapes it', async () => {
		const { render, state } = start();
		const release = state.holdAnswers('GET /users');
		const { text } = render(<Names />);
		await vi.waitUntil(() => state.requests.length === 1);
		for (const firstName of ['B1', 'B2', 'B3']) state.changeUser(bea.id, { firstName });
		release();
		await expect.poll(text).toBe('Ada B3 Cai');
	});

	it('that does not suffice fetches the keys it concerns, and no others', async () => {
		const owner = bea.id;
		const [older, newer] = [
			buildFile({ ownerId: owner, originalName: 'old' }),
			buildFile({ ownerId: owner, originalName: 'new' }),
		];
		const { render, state } = start({ files: [older, newer] });
		const first = render(<FileNames limit={1} />);
		const second = render(<FileNames limit={1} page={2} />);
		const others = render(<FileNames ownerId={cai.id} />);
		await expect
			.poll(() => [first, second, others].map(({ text }) => text()))
			.toEqual(['new of 2', 'old of 2', ' of 0']);
		state.requests.length = 0;
		state.addFile(buildFile({ ownerId: owner, originalName: 'newest' }));
		await expect
			.poll(() => [first, second, others].map(({ text }) => text()))
			.toEqual(['newest of 3', 'new of 3', ' of 0']);
		expect(state.requests.map(({ url }) => url)).toEqual(['/api/files?limit=1&page=2']);
	});

	it('after event, each of which calls for a fetch, causes few of them', async () => {
		const { render, state, bus, count, quiet } = start({ refetchInterval: 60_000 });
		const { text } = render(<Names />);
		await expect.poll(text).toBe('Ada Bea Cai');
		for (let index = 0; index < 100; index += 1) {
			const user = buildUser({ firstName: `New${index}`, lastName: `Z${String(index).padStart(3, '0')}` });
			state.users.push(user);
			bus.emit('users:created', { user });
		}
		await expect.poll(text).toContain('New10');
		await quiet();
		expect(count('GET /users')).toBe(2);
	});

	it('of an import fetch lists again', async () => {
		const { render, cache, count } = start();
		const { text } = render(<Names />);
		await expect.poll(text).toBe('Ada Bea Cai');
		const file = new Blob([`email,firstName,lastName\nnew@flotilla.test,Imported,Person\n`]);
		expect(await cache.api.users.import(file, { dryRun: '1' })).toMatchObject({ imported: 1, dryRun: true });
		expect(await cache.api.users.import(file)).toMatchObject({ imported: 1, dryRun: false });
		await expect.poll(text).toContain('Imported');
		expect(count('GET /users')).toBe(2);
	});

	it('lost for good makes what is on screen be fetched again', async () => {
		const { render, state, bus, count } = start();
		const list = render(<Names />);
		const gone = render(<Person id={cai.id} />);
		await expect.poll(list.text).toBe('Ada Bea Cai');
		await expect.poll(gone.text).toBe('Cai');
		gone.unmount();
		state.users[1] = { ...bea, firstName: 'Missed', version: 2 };
		bus.emit('realtime:resync-required', { reason: 'gap' });
		await expect.poll(list.text).toBe('Ada Missed Cai');
		expect([count('GET /users'), count('GET /users/:id')]).toEqual([2, 1]);
	});
});

describe('what is shown', () => {
	it('keeps the page before until the next one is here', async () => {
		const { render, state } = start();
		const { show, text } = render(<Names limit={2} />);
		await expect.poll(text).toBe('Ada Bea');
		const release = state.holdAnswers('GET /users');
		show(<Names limit={2} page={2} />);
		await vi.waitUntil(() => state.requests.length === 2);
		expect(text()).not.toBe('');
		release();
		await expect.poll(text).toBe('Cai');
	});

	it('is an error with its code, and the data once it can be had', async () => {
		const { render, state, cache } = start();
		state.failNext('GET /users', new FakeFailure('FORBIDDEN'));
		// React's strict mode mounts twice, and would ask again for what had failed in between.
		const release = state.holdAnswers('GET /users');
		const { text } = render(<Names />);
		await new Promise((resolve) => setTimeout(resolve, 50));
		release();
		await expect.poll(text).toBe('FORBIDDEN');
		cache.revalidate();
		await expect.poll(text).toBe('Ada Bea Cai');
	});

	it('is nothing while there is no key', async () => {
		const { render, state, quiet } = start();
		const { show, text } = render(<Person id={null} />);
		await quiet();
		expect([text(), state.requests.length]).toEqual(['nobody', 0]);
		show(<Person id={bea.id} />);
		await expect.poll(text).toBe('Bea');
	});

	it('is taken from a preload that is still on its way', async () => {
		const { render, cache, state, count } = start();
		const release = state.holdAnswers('GET /users/:id');
		void cache.preload(userKeys.detail(bea.id));
		const { text } = render(<Person id={bea.id} />);
		await vi.waitUntil(() => state.requests.length === 1);
		release();
		await expect.poll(text).toBe('Bea');
		expect(count('GET /users/:id')).toBe(1);
	});

	it('is nothing any more after a sign-out, and nothing is asked for', async () => {
		const { render, bus, state, quiet } = start();
		const { text } = render(<Names />);
		await expect.poll(text).toBe('Ada Bea Cai');
		bus.emit('session:signed-out', { userId: ada.id, reason: 'requested' });
		await expect.poll(text).toBe('loading');
		await quiet();
		expect(state.requests).toHaveLength(1);
	});

	it('is one’s own change at once, and the truth after a refusal', async () => {
		const { render, state } = start();
		const list = render(<Names />);
		const detail = render(<Person id={bea.id} />);
		const form = render(<Rename id={bea.id} />);
		await expect.poll(list.text).toBe('Ada Bea Cai');
		await expect.poll(detail.text).toBe('Bea');
		const release = state.holdAnswers('PATCH /users/:id');
		state.failNext('PATCH /users/:id', new FakeFailure('FORBIDDEN'));
		form.click();
		await expect.poll(() => [list.text(), detail.text()]).toEqual(['Ada Mine Cai', 'Mine']);
		release();
		await expect.poll(() => [list.text(), detail.text()]).toEqual(['Ada Bea Cai', 'Bea']);
	});
});

describe('coming back to the page', () => {
	/** The network's return; focus is left out within the first seconds after mounting. */
	const comeOnline = (bus: EventBus) => bus.emit('network:state-changed', { from: 'unreachable', to: 'online' });

	it('fetches again while no events come in', async () => {
		const { render, bus, state, count } = start();
		const { text } = render(<Names />);
		await expect.poll(text).toBe('Ada Bea Cai');
		await new Promise((resolve) => setTimeout(resolve, 2100));
		state.users[1] = { ...bea, firstName: 'Missed', version: 2 };
		comeOnline(bus);
		await expect.poll(text).toBe('Ada Missed Cai');
		expect(count('GET /users')).toBe(2);
	});

	it('fetches nothing while they do', async () => {
		const { render, bus, count, quiet } = start();
		const { text } = render(<Names />);
		await expect.poll(text).toBe('Ada Bea Cai');
		await new Promise((resolve) => setTimeout(resolve, 2100));
		bus.emit('realtime:state-changed', { from: 'authenticating', to: 'connected' });
		comeOnline(bus);
		await quiet();
		expect(count('GET /users')).toBe(1);
	});
});
