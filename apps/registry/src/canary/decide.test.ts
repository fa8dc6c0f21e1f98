import { describe, expect, it } from 'vitest';
import { canaryPolicy } from './canary-policy.ts';
import { type CanaryFigures, type CanaryVerdict, decide } from './decide.ts';

const policy = canaryPolicy.parse({});

/** Sessions between two questions: the controller asks by time, and runs are over sooner. */
const askedEvery = 5;

/** Deterministic numbers from 0 to 1 (mulberry32). */
const createRandom = (seed: number) => {
	let state = seed;
	return (): number => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
};

interface Simulation {
	seed: number;
	/** Sessions in all, of both builds. */
	sessions: number;
	/** Of the sessions that get the candidate, 0 to 1. */
	share: number;
	/** Of the stable build, and of the candidate. */
	rates: { stable: number; candidate: number };
}

const simulate = ({ seed, sessions, share, rates }: Simulation): CanaryVerdict['action'] => {
	const random = createRandom(seed);
	const figures: CanaryFigures = { candidate: { sessions: 0, failing: 0 }, stable: { sessions: 0, failing: 0 } };
	for (let after = 1; after <= sessions; after += 1) {
		const build = random() < share ? 'candidate' : 'stable';
		figures[build].sessions += 1;
		if (random() < rates[build]) figures[build].failing += 1;
		if (after % askedEvery !== 0) continue;
		const { action } = decide(policy, figures, 0);
		if (action !== 'go-on') return action;
	}
	return 'go-on';
};

const simulateRuns = (runs: number, simulation: Omit<Simulation, 'seed'>) => {
	const results = Array.from({ length: runs }, (_, index) => simulate({ ...simulation, seed: index + 1 }));
	const count = (action: CanaryVerdict['action']) => results.filter((result) => result === action).length;
	return {
		promoted: count('promote'),
		rolledBack: count('roll-back'),
	};
};

describe('200 simulated runs', () => {
	it('roll back each candidate that throws on 20 % of its loads, within 1,000 sessions', () => {
		for (const share of [0.1, 0.5]) {
			const rates = { stable: 0.002, candidate: 0.202 };
			expect(simulateRuns(200, { sessions: 1_000, share, rates })).toMatchObject({ promoted: 0, rolledBack: 200 });
		}
	});

	it('promote each healthy candidate within 1,000 sessions, where sessions do not fail by themselves', () => {
		const rates = { stable: 0, candidate: 0 };
		expect(simulateRuns(200, { sessions: 1_000, share: 0.5, rates })).toMatchObject({ promoted: 200, rolledBack: 0 });
	});

	it('promote a healthy candidate whose sessions fail at times, and roll back one in a hundred at most', () => {
		const rates = { stable: 0.005, candidate: 0.005 };
		const { rolledBack, promoted } = simulateRuns(200, { sessions: 5_000, share: 0.2, rates });
		expect(rolledBack).toBeLessThanOrEqual(2);
		expect(promoted).toBeGreaterThanOrEqual(190);
	});

	it('roll back a candidate that is worse by just the harmful difference, and promote one in a hundred at most', () => {
		const rates = { stable: 0.005, candidate: 0.025 };
		const { rolledBack, promoted } = simulateRuns(200, { sessions: 10_000, share: 0.2, rates });
		expect(promoted).toBeLessThanOrEqual(2);
		expect(rolledBack).toBeGreaterThanOrEqual(190);
	});
});

describe('a decision', () => {
	const healthy = { candidate: { sessions: 49, failing: 49 }, stable: { sessions: 900, failing: 0 } };

	it('waits for enough sessions of both builds, however clear the figures are', () => {
		expect(decide(policy, healthy, 1)).toMatchObject({ action: 'go-on' });
		const enough = { ...healthy, candidate: { sessions: 50, failing: 50 } };
		expect(decide(policy, enough, 1)).toMatchObject({ action: 'roll-back' });
		expect(decide(policy, { candidate: enough.candidate, stable: { sessions: 49, failing: 0 } }, 1).action).toBe(
			'go-on',
		);
	});

	it('needs no more than that where a build fails often, whatever its rate is', () => {
		for (const failing of [10, 20, 30, 40, 50]) {
			const figures = { candidate: { sessions: 50, failing }, stable: { sessions: 60, failing: 0 } };
			expect(decide(policy, figures, 1).action, `${failing} of 50`).toBe('roll-back');
		}
	});

	it('is not made by a handful of errors', () => {
		const figures = { candidate: { sessions: 60, failing: 2 }, stable: { sessions: 1_000, failing: 4 } };
		expect(decide(policy, figures, 1)).toMatchObject({ action: 'go-on' });
	});

	it('takes a candidate that fails less often than the stable build as healthy', () => {
		const figures = { candidate: { sessions: 300, failing: 0 }, stable: { sessions: 3_000, failing: 150 } };
		expect(decide(policy, figures, 1)).toMatchObject({ action: 'promote' });
	});

	it('rolls back what is undecided when its time is over, and what nobody has seen', () => {
		const none = { sessions: 0, failing: 0 };
		expect(decide(policy, { candidate: none, stable: none }, 71.9).action).toBe('go-on');
		const { action, reason } = decide(policy, { candidate: none, stable: none }, 72);
		expect(action).toBe('roll-back');
		expect(reason).toContain('Undecided after 72 hours: 0 of 0 sessions of the candidate failed (-)');
	});
});
