import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { beginAttempt } from '../load-attempts.ts';
import { type ChunkLoader, retryChunks } from './retry-chunks.ts';

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal('document', { baseURI: 'https://flotilla.test/', querySelectorAll: () => [] });
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

/** A build whose chunks are not there as often as `missing` says; it notes what it asked for. */
const createBuild = ({ name = 'users', missing = 0 } = {}) => {
	const asked: string[] = [];
	let left = missing;
	const build: ChunkLoader = {
		p: 'https://flotilla.test/assets/users/',
		u: (chunk) => `${chunk}.js`,
		k: (chunk) => `${chunk}.css`,
		async e(chunk) {
			asked.push(build.u(chunk), build.k?.(chunk) ?? '');
			left -= 1;
			if (left >= 0) throw new TypeError('Failed to fetch');
		},
		federation: { initOptions: { name } },
	};
	return { build, asked };
};

it('a chunk that comes is asked for once, by its own address', async () => {
	const { build, asked } = createBuild();
	retryChunks(build);
	await build.e(7);
	expect(asked).toEqual(['7.js', '7.css']);
});

it('one that does not come is asked for once more, after a pause and by another address', async () => {
	const { build, asked } = createBuild({ missing: 1 });
	retryChunks(build, { pause: 500 });
	const loaded = build.e(7);
	await vi.advanceTimersByTimeAsync(499);
	expect(asked).toHaveLength(2);
	await vi.advanceTimersByTimeAsync(1);
	await loaded;
	expect(asked.slice(2)).toEqual(['7.js?attempt=1', '7.css?attempt=1']);
});

it('what is still missing then is a failure, and is asked for once whenever it is needed again', async () => {
	const { build, asked } = createBuild({ missing: 5 });
	retryChunks(build);
	const first = expect(build.e(7)).rejects.toThrow('Failed to fetch');
	await vi.advanceTimersByTimeAsync(1_000);
	await first;
	await expect(build.e(7)).rejects.toThrow('Failed to fetch');
	expect(asked.filter((file) => file.includes('.js'))).toEqual(['7.js', '7.js?attempt=1', '7.js?attempt=1']);
});

it('a further attempt at a remote asks for all its chunks by other addresses: those of the last one may hang', async () => {
	beginAttempt('notes', 1);
	const notes = createBuild({ name: 'notes' });
	const users = createBuild();
	for (const { build } of [notes, users]) retryChunks(build);
	await notes.build.e(7);
	await users.build.e(7);
	expect(notes.asked).toEqual(['7.js?attempt=2', '7.css?attempt=2']);
	expect(users.asked).toEqual(['7.js', '7.css']);
});
