import type { CollectionRecord } from '@flotilla/contracts';
import { Component, memo, type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DataCacheProvider } from '../react/data-cache-context.ts';
import { type Note, startNotes } from '../testing/start-notes.ts';
import { createResource } from './create-resource.ts';
import { isResourceError } from './resource-error.ts';

type NoteRow = CollectionRecord<Note>;

const start = (options: Parameters<typeof startNotes>[0] = {}) => {
	const started = startNotes(options);
	const { cache } = started;
	onTestFinished(() => cache.dispose());
	/** A React root of its own, as every remote has one. */
	const render = (node: ReactNode) => {
		const container = document.body.appendChild(document.createElement('div'));
		const root = createRoot(container);
		let mounted = true;
		const show = (next: ReactNode): void => root.render(<DataCacheProvider cache={cache}>{next}</DataCacheProvider>);
		const unmount = (): void => {
			if (mounted) root.unmount();
			mounted = false;
			container.remove();
		};
		onTestFinished(unmount);
		show(node);
		const press = (name: string) =>
			[...container.querySelectorAll('button')].find(({ textContent }) => textContent === name)?.click();
		return { show, unmount, press, text: () => container.querySelector('p')?.textContent };
	};
	const quiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));
	return { ...started, render, quiet };
};

const titlesOf = (rows: readonly NoteRow[] | undefined): string =>
	rows === undefined ? 'nothing yet' : rows.map(({ data }) => data.title).join(' ');

describe('the hooks of a resource', () => {
	it('read and write, and show what is written before the server answers', async () => {
		const { notes, render, state, records } = start();
		const Page = () => {
			const { data } = notes.useList({ sort: ['rank'] });
			const [create, update, remove] = [notes.useCreate(), notes.useUpdate(), notes.useRemove()];
			const first = data?.rows[0];
			return (
				<>
					<p>{titlesOf(data?.rows)}</p>
					<button type="button" onClick={() => void create({ title: 'four', rank: 9 })}>
						Add
					</button>
					<button type="button" onClick={() => first && void update(first.id, { title: 'first' })}>
						Rename
					</button>
					<button type="button" onClick={() => first && void remove(first.id)}>
						Delete
					</button>
				</>
			);
		};
		const { text, press } = render(<Page />);
		await expect.poll(text).toBe('one two three');
		const releases = ['POST /data/:collection', 'PATCH /data/:collection/:id', 'DELETE /data/:collection/:id'].map(
			state.holdAnswers,
		);
		press('Add');
		await expect.poll(text).toBe('one two three four');
		press('Rename');
		await expect.poll(text).toBe('first two three four');
		press('Delete');
		await expect.poll(text).toBe('two three four');
		for (const release of releases) release();
		await expect.poll(() => records().map(({ data }) => data.title)).toEqual(['two', 'three', 'four']);
		await expect.poll(text).toBe('two three four');
	});

	it('are one request for two hundred components in three remotes', async () => {
		const { notes, render, count, quiet } = start();
		const Titles = () => <span>{titlesOf(notes.useList({ sort: ['rank'] }).data?.rows)}</span>;
		const Remote = ({ components }: { components: number }) => (
			<p>
				{Array.from({ length: components }, (_, index) => (
					<Titles key={String(index)} />
				))}
			</p>
		);
		const screens = [67, 67, 66].map((components) => ({
			components,
			...render(
				<StrictMode>
					<Remote components={components} />
				</StrictMode>,
			),
		}));
		for (const { text, components } of screens) await expect.poll(text).toBe('one two three'.repeat(components));
		await quiet();
		expect(count('GET /data/:collection')).toBe(1);
	});

	it('fetch nothing on mounting what is fresh, and show what is old while they fetch it again', async () => {
		let now = 1_000_000;
		const { notes, render, count, quiet, state, records } = start({ now: () => now });
		const Titles = () => <p>{titlesOf(notes.useList({ sort: ['rank'] }).data?.rows)}</p>;
		const first = render(<Titles />);
		await expect.poll(first.text).toBe('one two three');
		first.unmount();
		const second = render(<Titles />);
		await expect.poll(second.text).toBe('one two three');
		await quiet();
		expect(count('GET /data/:collection')).toBe(1);
		second.unmount();

		now += 300_001;
		records()[0] = { ...(records()[0] as NoteRow), data: { title: 'missed', rank: 0 }, version: 2 };
		const release = state.holdAnswers('GET /data/:collection');
		const third = render(<Titles />);
		await expect.poll(() => count('GET /data/:collection')).toBe(2);
		expect(third.text()).toBe('one two three');
		release();
		await expect.poll(third.text).toBe('missed two three');
	});

	it('fetch again on coming back to the page only what is old', async () => {
		let now = 1_000_000;
		const { notes, render, count, quiet } = start({ now: () => now });
		const Titles = () => <p>{titlesOf(notes.useList().data?.rows)}</p>;
		const { text } = render(<Titles />);
		await expect.poll(text).not.toBe('nothing yet');
		window.dispatchEvent(new Event('focus'));
		await quiet();
		expect(count('GET /data/:collection')).toBe(1);
		now += 300_001;
		window.dispatchEvent(new Event('focus'));
		await expect.poll(() => count('GET /data/:collection')).toBe(2);
	});

	it('throw in the remote that takes a name of another one, and nowhere else', async () => {
		const { cache, notes, render } = start();
		await notes.preload(cache, notes.keys.list());
		const stolen = createResource<Note>({ name: 'notes', owner: 'thief', collection: 'other' });
		const Thief = () => <p>{titlesOf(stolen.useList().data?.rows)}</p>;
		class Boundary extends Component<{ children: ReactNode }, { code: string | null }> {
			override state = { code: null };
			static getDerivedStateFromError = (error: unknown) => ({ code: isResourceError(error) ? error.code : null });
			override render = () => (this.state.code === null ? this.props.children : <p>{this.state.code}</p>);
		}
		const Titles = () => <p>{titlesOf(notes.useList({ sort: ['rank'] }).data?.rows)}</p>;
		const own = render(<Titles />);
		const other = render(
			<Boundary>
				<Thief />
			</Boundary>,
		);
		await expect.poll(other.text).toBe('RESOURCE_OWNED');
		await expect.poll(own.text).toBe('one two three');
	});
});

describe('a long list', () => {
	it('renders one row anew for an event, and no other', async () => {
		const { notes, render, bus, records, count, quiet } = start({
			titles: Array.from({ length: 100 }, (_, index) => `note ${index}`),
		});
		const rendered: string[] = [];
		const Row = memo(({ note }: { note: NoteRow }) => {
			rendered.push(note.data.title);
			return <span>{note.data.title},</span>;
		});
		const Table = () => (
			<p>
				{notes.useList({ sort: ['rank'], limit: 100 }).data?.rows.map((note) => (
					<Row key={note.id} note={note} />
				))}
			</p>
		);
		const { text } = render(<Table />);
		await expect.poll(text).toContain('note 99,');
		rendered.length = 0;
		const old = records()[42] as NoteRow;
		const record = { ...old, data: { ...old.data, title: 'changed' }, version: 2 };
		bus.emit('data:record-updated', { collection: 'notes', id: old.id, record });
		await expect.poll(text).toContain('changed,');
		await quiet();
		expect(rendered).toEqual(['changed']);
		expect(count('GET /data/:collection')).toBe(1);
	});
});

describe('an infinite list', () => {
	const Growing = ({ notes }: { notes: ReturnType<typeof start>['notes'] }) => {
		const { rows, hasMore, loadMore, isLoadingMore, moreError } = notes.useInfinite({ sort: ['rank'], limit: 2 });
		return (
			<>
				<p>{`${titlesOf(rows)}${hasMore ? ' …' : ''}${moreError === undefined ? '' : ` ${moreError.code}`}`}</p>
				<button type="button" disabled={isLoadingMore} onClick={() => void loadMore()}>
					More
				</button>
			</>
		);
	};
	const titles = ['one', 'two', 'three', 'four', 'five'];

	it('grows to its end, and keeps to its rows when some come and go', async () => {
		const { notes, render, cache, records } = start({ titles });
		const { text, press } = render(<Growing notes={notes} />);
		await expect.poll(text).toBe('one two …');
		// Rows before and at the place where it goes on: none comes twice, none is left out.
		await cache.api.data<Note>('notes').create({ data: { title: 'zero', rank: -1 } });
		await cache.api.data<Note>('notes').remove(records()[1]?.id ?? '');
		await expect.poll(text).toBe('zero one …');
		press('More');
		await expect.poll(text).toBe('zero one three four …');
		press('More');
		await expect.poll(text).toBe('zero one three four five');
	});

	it('tells why it could not grow, keeps its rows, and grows when asked again', async () => {
		const { notes, render, state } = start({ titles });
		const { text, press } = render(<Growing notes={notes} />);
		await expect.poll(text).toBe('one two …');
		state.failNext('GET /data/:collection', 'network');
		press('More');
		await expect.poll(text).toBe('one two … NETWORK_ERROR');
		press('More');
		await expect.poll(text).toBe('one two three four …');
	});

	it('is fetched again in as many rows as it had', async () => {
		const { notes, render, cache, state } = start({ titles });
		const { text, press } = render(<Growing notes={notes} />);
		await expect.poll(text).toBe('one two …');
		press('More');
		await expect.poll(text).toBe('one two three four …');
		state.requests.length = 0;
		cache.revalidate();
		await expect
			.poll(() => state.requests.map(({ url }) => url))
			.toEqual(['/api/data/notes?cursor=&limit=4&sort=rank']);
		await expect.poll(text).toBe('one two three four …');
	});
});

describe('mounting and unmounting', () => {
	it('two hundred times leaves no listener and no timer behind', async () => {
		const { notes, render, cache, quiet } = start();
		const Page = () => {
			notes.useUpdate();
			return <p>{titlesOf(notes.useList({ sort: ['rank'] }).data?.rows)}</p>;
		};
		const held = countHeld();
		const before = async () => {
			await quiet();
			return held.count();
		};
		const warm = render(<Page />);
		await expect.poll(warm.text).toBe('one two three');
		warm.unmount();
		const first = await before();
		for (let round = 0; round < 200; round += 1) {
			const page = render(<Page />);
			await expect.poll(page.text, { interval: 1 }).toBe('one two three');
			page.unmount();
		}
		expect(await before()).toEqual(first);
		expect(cache.entries()).toHaveLength(1);
		held.stop();
	}, 60_000);
});

/** Listeners and timers of the page that were added and not yet removed or run. */
const countHeld = () => {
	const timers = new Set<unknown>();
	let listeners = 0;
	const originals = {
		setTimeout: globalThis.setTimeout.bind(globalThis),
		clearTimeout: globalThis.clearTimeout.bind(globalThis),
		add: EventTarget.prototype.addEventListener,
		remove: EventTarget.prototype.removeEventListener,
	};
	globalThis.setTimeout = ((run: (...given: unknown[]) => void, wait?: number, ...given: unknown[]) => {
		const timer = originals.setTimeout(() => {
			timers.delete(timer);
			run(...given);
		}, wait);
		timers.add(timer);
		return timer;
	}) as never;
	globalThis.clearTimeout = ((timer: never) => {
		timers.delete(timer);
		originals.clearTimeout(timer);
	}) as never;
	const isPage = (target: unknown): boolean => target === window || target === document;
	EventTarget.prototype.addEventListener = function (...given: Parameters<typeof originals.add>) {
		if (isPage(this)) listeners += 1;
		originals.add.apply(this, given);
	};
	EventTarget.prototype.removeEventListener = function (...given: Parameters<typeof originals.remove>) {
		if (isPage(this)) listeners -= 1;
		originals.remove.apply(this, given);
	};
	const stop = (): void => {
		globalThis.setTimeout = originals.setTimeout;
		globalThis.clearTimeout = originals.clearTimeout;
		EventTarget.prototype.addEventListener = originals.add;
		EventTarget.prototype.removeEventListener = originals.remove;
	};
	onTestFinished(stop);
	return { count: () => ({ listeners, timers: timers.size }), stop };
};
