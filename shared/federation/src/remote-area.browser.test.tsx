import { type ReactNode, useEffect, useState } from 'react';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RunningRemote, StartRemote } from './remote.ts';
import { RemotePage } from './remote-page.tsx';
import { openPage, type TestRemote } from './testing/open-page.tsx';

const Notes = () => <p>Notes are here</p>;
const Users = () => <p>Users are here</p>;
const Lives = [() => <p>First life</p>, () => <p>Second life</p>] as const;

let broken = true;
const ThrowsWhileBroken = () => (broken ? <ThrowsInRender /> : <Notes />);
const ThrowsInRender = (): ReactNode => {
	throw new Error('no such row');
};
const ThrowsInEffect = () => {
	useEffect(() => {
		throw new Error('no such row');
	}, []);
	return <p>Shown for a moment</p>;
};
const ThrowsLater = () => {
	const [late, setLate] = useState(false);
	useEffect(() => setLate(true), []);
	return late ? <ThrowsInRender /> : <p>Shown for a moment</p>;
};

/** The pages of `notes` and of `users`, one below the other; `users` always works. */
const open = async (notes: TestRemote) => {
	const page = await openPage(
		<>
			<RemotePage remote="notes" fallback={<p>Notes to come</p>} />
			<RemotePage remote="users" fallback={null} />
		</>,
		{ remotes: { notes: { title: 'Notes', ...notes }, users: { start: () => ({ Page: Users }) } } },
	);
	onTestFinished(page.close);
	return page;
};

describe('a place that belongs to a remote', () => {
	it('shows what the caller holds ready until the remote runs', async () => {
		const { promise, resolve } = Promise.withResolvers<RunningRemote>();
		const page = await open({ start: () => promise });
		await expect.poll(() => [page.area('notes'), page.area('users')]).toEqual(['Notes to come', 'Users are here']);
		resolve({ Page: Notes });
		await expect.poll(() => page.area('notes')).toBe('Notes are here');
	});

	it('starts its remote afresh after all have been stopped', async () => {
		const lives: AbortSignal[] = [];
		const start: StartRemote = ({ signal }) => ({ Page: Lives[lives.push(signal) - 1] ?? Notes });
		const page = await open({ start });
		await expect.poll(() => page.area('notes')).toBe('First life');
		page.federation.stopAll();
		await expect.poll(() => page.area('notes')).toBe('Second life');
		expect(lives.map(({ aborted }) => aborted)).toEqual([true, false]);
	});

	it('offers another try where the remote did not start, and makes it', async () => {
		let starts = 0;
		const page = await open({
			async start() {
				starts += 1;
				if (starts === 1) throw new Error('down');
				return { Page: Notes };
			},
		});
		await expect.poll(() => page.area('notes')).toContain('Notes is not available');
		expect(page.area('notes')).toContain('Notes could not be started.');
		expect(page.area('notes')).toContain('notes 2.3.4');
		expect(page.area('notes')).toContain('team-notes');
		await expect.poll(() => page.area('users')).toBe('Users are here');
		// It waits for a person: nothing starts a failed remote by itself.
		expect(starts).toBe(1);
		page.retry();
		await expect.poll(() => page.area('notes')).toBe('Notes are here');
	});
});

describe('what a remote throws', () => {
	it.each([
		['while it renders', ThrowsInRender],
		['in an effect', ThrowsInEffect],
		['while it renders again', ThrowsLater],
	])('%s costs its own place, and is reported with its name and version', async (_when, Page) => {
		const page = await open({ start: () => ({ Page }) });
		await expect.poll(() => page.area('notes')).toContain('Notes is not available');
		await expect.poll(() => page.area('users')).toBe('Users are here');
		expect(page.text()).toMatch(/^Page/);
		expect(page.failed).toMatchObject([
			{ remote: 'notes', version: '2.3.4', phase: 'render', cause: { message: 'no such row' } },
		]);
		expect(page.uncaught).toEqual([]);
	});

	it.each([
		['nothing at all', undefined],
		['no page', {}],
	])('after its start returned %s costs its own place', async (_what, returned) => {
		const page = await open({ start: () => returned as RunningRemote });
		await expect.poll(() => page.area('notes')).toContain('Notes is not available');
		await expect.poll(() => page.area('users')).toBe('Users are here');
		expect(page.failed.map(({ remote }) => remote)).toEqual(['notes']);
		expect(page.uncaught).toEqual([]);
	});

	it('is over when a retry finds that it throws no more', async () => {
		broken = true;
		const page = await open({ start: () => ({ Page: ThrowsWhileBroken }) });
		await expect.poll(() => page.area('notes')).toContain('Notes is not available');
		broken = false;
		page.retry();
		await expect.poll(() => page.area('notes')).toBe('Notes are here');
	});
});
