import { buildComposedRemote } from '@flotilla/testing';
import { expect, test } from 'vitest';
import { loadTimes } from './load-times.model.ts';

const origin = 'https://app.test';
const users = buildComposedRemote(
	{ name: 'users' },
	{ initial: { modules: ['/assets/users/start.js'], styles: ['/assets/users/start.css'] } },
);
const files = buildComposedRemote({ name: 'files' });
const file = (path: string, responseEnd: number, transferSize = 900) => ({
	...{
		name: origin + path,
		startTime: 10,
		duration: responseEnd - 10,
		responseEnd,
		transferSize,
		decodedBodySize: 1_000,
	},
});
const measure = (name: string, startTime: number, duration: number) => ({
	name: `flotilla:${name}`,
	startTime,
	duration,
});

test('a remote’s code is here with its last file, has run when it was measured, and started after that', () => {
	const [row] = loadTimes({
		remotes: [users],
		origin,
		files: [file(users.entry, 40), file('/assets/users/start.js', 60), file('/assets/users/later.js', 900)],
		measures: [measure('users:code', 20, 50), measure('users:start', 71, 9)],
	});
	expect(row).toEqual({
		...{ remote: 'users', arrivedAt: 60, evaluatedAt: 70, startedAt: 80, total: 60, size: 2_000 },
		isCached: false,
	});
});

test('what came without the network came from a cache', () => {
	const [row] = loadTimes({ remotes: [users], origin, files: [file(users.entry, 40, 0)], measures: [] });
	expect(row?.isCached).toBe(true);
});

test('another try counts, and its files by their other address', () => {
	const [row] = loadTimes({
		remotes: [users],
		origin,
		files: [file(`${users.entry}?attempt=2`, 400)],
		measures: [measure('users:code', 20, 50), measure('users:code', 380, 50)],
	});
	expect(row).toMatchObject({ arrivedAt: 400, evaluatedAt: 430 });
});

test('a remote that was not asked for has no times, and comes last', () => {
	const rows = loadTimes({ remotes: [users, files], origin, files: [], measures: [measure('files:code', 20, 50)] });
	expect(rows.map(({ remote, total, arrivedAt }) => [remote, total, arrivedAt])).toEqual([
		['files', null, null],
		['users', null, null],
	]);
});
