import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRefetchQueue } from './refetch-queue.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

describe('fetching a key again', () => {
	it('happens at once, and then once for all that asks within the interval', () => {
		const queue = createRefetchQueue(1000);
		const fetched = vi.fn();
		queue.add('users', fetched);
		queue.add('users', fetched);
		expect(fetched).not.toHaveBeenCalled();
		vi.advanceTimersByTime(0);
		expect(fetched).toHaveBeenCalledTimes(1);
		for (let ask = 0; ask < 5; ask += 1) queue.add('users', fetched);
		vi.advanceTimersByTime(999);
		expect(fetched).toHaveBeenCalledTimes(1);
		vi.advanceTimersByTime(1);
		expect(fetched).toHaveBeenCalledTimes(2);
	});

	it('waits for nothing where somebody looks at what they did, and is not done again for who waited', () => {
		const queue = createRefetchQueue(1000);
		const fetched = vi.fn();
		queue.add('users', fetched);
		vi.advanceTimersByTime(0);
		queue.add('users', fetched);
		queue.add('users', fetched, { atOnce: true });
		vi.advanceTimersByTime(0);
		expect(fetched).toHaveBeenCalledTimes(2);
		vi.advanceTimersByTime(5000);
		expect(fetched).toHaveBeenCalledTimes(2);
	});

	it('does not wait for a clock that was set back', () => {
		const queue = createRefetchQueue(1000);
		const fetched = vi.fn();
		queue.add('users', fetched);
		vi.advanceTimersByTime(0);
		vi.setSystemTime(Date.now() - 3_600_000);
		queue.add('users', fetched);
		vi.advanceTimersByTime(1000);
		expect(fetched).toHaveBeenCalledTimes(2);
	});

	it('keeps keys apart, and is given up as a whole', () => {
		const queue = createRefetchQueue(1000);
		const [users, files] = [vi.fn(), vi.fn()];
		queue.add('users', users);
		vi.advanceTimersByTime(0);
		queue.add('files', files);
		vi.advanceTimersByTime(0);
		expect(files).toHaveBeenCalledTimes(1);
		queue.add('users', users);
		queue.clear();
		vi.advanceTimersByTime(5000);
		expect(users).toHaveBeenCalledTimes(1);
	});
});
