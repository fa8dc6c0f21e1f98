import type { SearchRemote, SearchResult } from '@flotilla/federation';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRemoteSearch, type RemoteSearchOptions } from './remote-search.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const result = (label: string, path = `/x/${label}`): SearchResult => ({ label, path, icon: 'user' });
const never = <T>() => new Promise<T>(() => {});

const setUp = (searches: Record<string, SearchRemote | undefined>, options: Partial<RemoteSearchOptions> = {}) => {
	const asked: string[] = [];
	const search = createRemoteSearch({
		remotes: Object.keys(searches),
		async searchOf(remote) {
			const find = searches[remote];
			return (
				find &&
				((text, signal) => {
					asked.push(`${remote}: ${text}`);
					return find(text, signal);
				})
			);
		},
		...options,
	});
	const groups = () =>
		search.groups().map(({ remote, status, results }) => [remote, status, ...results.map(({ label }) => label)]);
	return { ...search, asked, groups };
};

it('asks once somebody stops typing, and not for what was typed on the way', async () => {
	const { search, asked } = setUp({ users: async () => [] });
	for (const text of ['a', 'ad', ' ada ']) search(text);
	await vi.advanceTimersByTimeAsync(149);
	expect(asked).toEqual([]);
	await vi.advanceTimersByTimeAsync(1);
	expect(asked).toEqual(['users: ada']);
});

it('shows what each found when it found it', async () => {
	const { search, groups } = setUp({
		users: async () => [result('Ada')],
		files: () => new Promise((resolve) => setTimeout(() => resolve([result('ada.txt')]), 1_000)),
	});
	search('ada');
	await vi.advanceTimersByTimeAsync(150);
	expect(groups()).toEqual([
		['users', 'found', 'Ada'],
		['files', 'searching'],
	]);
	await vi.advanceTimersByTimeAsync(1_000);
	expect(groups()[1]).toEqual(['files', 'found', 'ada.txt']);
});

it('loses one group to a remote that fails, hangs or does not start', async () => {
	const { search, groups } = setUp(
		{ users: async () => [result('Ada')], broken: () => Promise.reject(new Error('down')), slow: never },
		{ timeout: 2_000 },
	);
	search('ada');
	await vi.advanceTimersByTimeAsync(2_150);
	expect(groups()).toEqual([
		['users', 'found', 'Ada'],
		['broken', 'failed'],
		['slow', 'failed'],
	]);
});

it('takes no late answer for what is looked for now, and tells whoever is asked that nobody waits', async () => {
	const signals: AbortSignal[] = [];
	const answers: ((results: SearchResult[]) => void)[] = [];
	const { search, groups } = setUp({
		users: (_text, signal) => {
			signals.push(signal);
			return new Promise((resolve) => answers.push(resolve));
		},
	});
	search('a');
	await vi.advanceTimersByTimeAsync(150);
	search('b');
	await vi.advanceTimersByTimeAsync(150);
	expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
	answers[1]?.([result('Bea')]);
	answers[0]?.([result('Ada')]);
	await vi.advanceTimersByTimeAsync(0);
	expect(groups()).toEqual([['users', 'found', 'Bea']]);
});

it('keeps what was found while it looks for more, and lets go of it with the text', async () => {
	const { search, groups } = setUp({ users: async (text) => [result(text)] });
	search('a');
	await vi.advanceTimersByTimeAsync(150);
	search('ab');
	expect(groups()).toEqual([['users', 'searching', 'a']]);
	search('');
	expect(groups()).toEqual([]);
});

it('leaves out a remote that offers no search, for good', async () => {
	const { search, groups } = setUp({ users: async () => [], audit: undefined });
	search('a');
	await vi.advanceTimersByTimeAsync(150);
	search('ab');
	expect(groups()).toEqual([['users', 'searching']]);
});

it('shows a handful, each address once, and none that leads elsewhere', async () => {
	const found = ['a', 'b', 'c'].map((label) => result(label));
	const { search, groups } = setUp(
		{ users: async () => [result('evil', '//evil.test'), result('worse', 'javascript:'), ...found, ...found] },
		{ limit: 2 },
	);
	search('x');
	await vi.advanceTimersByTimeAsync(150);
	expect(groups()).toEqual([['users', 'found', 'a', 'b']]);
});

it('leaves no timer behind', async () => {
	const { search, dispose } = setUp({ users: async () => [] });
	search('a');
	await vi.advanceTimersByTimeAsync(150);
	search('b');
	dispose();
	expect(vi.getTimerCount()).toBe(0);
});
