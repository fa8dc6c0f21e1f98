import { describe, expect, it } from 'vitest';
import { type AttemptState, countAttempt, type LockPolicy, takeBackAttempt } from './count-attempt.ts';

const policy: LockPolicy = { limit: 3, window: 60, lock: 100, longestLock: 350, memory: 1000 };

/** Attempts at these seconds, each failed; what is known after the last one that was allowed. */
const fail = (seconds: readonly number[], used: LockPolicy = policy): AttemptState | undefined => {
	let state: AttemptState | undefined;
	for (const second of seconds) {
		const counted = countAttempt(state, second * 1000, used);
		if (counted.outcome === 'allowed') state = counted.state;
	}
	return state;
};
const outcomeAt = (state: AttemptState | undefined, second: number) => countAttempt(state, second * 1000, policy);

describe('failures', () => {
	it('lock from the limit on, for the time of a lock', () => {
		const state = fail([0, 1, 2]);
		expect(outcomeAt(state, 101)).toEqual({ outcome: 'locked', lockedUntil: 102_000 });
		expect(outcomeAt(state, 102)).toMatchObject({ outcome: 'allowed', locks: false });
	});

	it('do not lock below the limit, nor when they lie further apart than the window', () => {
		expect(fail([0, 1])?.lockedUntil).toBeNull();
		expect(fail([0, 30, 61])?.lockedUntil).toBeNull();
	});

	it('lock twice as long each time, up to the longest', () => {
		const lengths = [];
		let state: AttemptState | undefined;
		let second = 0;
		for (let lock = 0; lock < 4; lock += 1) {
			for (let failure = 0; failure < 3; failure += 1) {
				const counted = countAttempt(state, second * 1000, policy);
				if (counted.outcome === 'allowed') state = counted.state;
			}
			const end = (state?.lockedUntil ?? 0) / 1000;
			lengths.push(end - second);
			second = end;
		}
		expect(lengths).toEqual([100, 200, 350, 350]);
	});

	it('are forgotten after as long as the memory', () => {
		const state = fail([0, 1, 2]);
		const later = fail([0, 1, 2, 1003, 1004, 1005]);
		expect(state?.locks).toBe(1);
		expect(later).toMatchObject({ locks: 1, lockedUntil: 1_105_000 });
	});

	it('never lock when there is no limit', () => {
		expect(fail(Array(1000).fill(0), { ...policy, limit: 0 })?.lockedUntil).toBeNull();
	});
});

describe('an attempt that is taken back', () => {
	it('leaves what was before', () => {
		const before = fail([0, 1]);
		const counted = countAttempt(before, 1000, policy);
		if (counted.outcome !== 'allowed') throw new Error('The third attempt is allowed.');
		expect(counted.locks).toBe(true);
		expect(takeBackAttempt(counted.state, counted)).toEqual(before);
	});
});
