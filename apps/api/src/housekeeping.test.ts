import { createLog } from '@flotilla/server';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startHousekeeping } from './housekeeping.ts';

const minute = 60_000;
const log = createLog({ name: 'api', level: 'silent' });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('runs each task once in its own interval, all of them when it is asked to, and none once it is stopped', async () => {
	const runs: string[] = [];
	const task = (name: string) => async () => void runs.push(name);
	const tasks = [{ run: task('usual') }, { run: task('often'), interval: minute }];
	const housekeeping = startHousekeeping({ log, tasks });
	await vi.advanceTimersByTimeAsync(10 * minute);
	expect(runs.filter((name) => name === 'often')).toHaveLength(10);
	expect(runs.filter((name) => name === 'usual')).toHaveLength(1);
	runs.length = 0;
	await housekeeping.run();
	expect(runs).toEqual(['usual', 'often']);
	housekeeping.stop();
	await vi.advanceTimersByTimeAsync(60 * minute);
	expect(runs).toHaveLength(2);
});

it('goes on after a task that fails', async () => {
	const after = vi.fn(async () => {});
	const housekeeping = startHousekeeping({
		log,
		tasks: [{ run: () => Promise.reject(new Error('no')) }, { run: after }],
	});
	await housekeeping.run();
	housekeeping.stop();
	expect(after).toHaveBeenCalledOnce();
});
