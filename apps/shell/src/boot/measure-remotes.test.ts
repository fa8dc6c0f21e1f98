import { afterEach, expect, test, vi } from 'vitest';
import { measureRemotes } from './measure-remotes.ts';

const address = { name: 'users', entry: '/users.js', attempt: 0 };
const measured = () => performance.getEntriesByType('measure').map(({ name }) => name);

afterEach(() => performance.clearMeasures());

test('the browser is told how long a remote’s code was on its way, and its start took', async () => {
	const running = { Page: () => null };
	const { start } = await measureRemotes(async () => ({ start: () => running }))(address);
	expect(measured()).toEqual(['flotilla:users:code']);
	expect(await start({} as never)).toBe(running);
	expect(measured()).toEqual(['flotilla:users:code', 'flotilla:users:start']);
});

test('what fails is not measured, and fails as it did', async () => {
	await expect(measureRemotes(() => Promise.reject(new Error('gone')))(address)).rejects.toThrow('gone');
	const start = vi.fn(() => {
		throw new Error('no');
	});
	const module = await measureRemotes(async () => ({ start }))(address);
	await expect(module.start({} as never)).rejects.toThrow('no');
	expect(measured()).toEqual(['flotilla:users:code']);
});
