import { expect, it } from 'vitest';
import { bucketOf, chooseComposition, type Rollout } from './rollout.ts';

const devices = Array.from({ length: 20_000 }, (_, index) => `device-${index}`);

const choose = (share: number, device: string | null, cohort: string | null = null) => {
	const rollout: Rollout = {
		canaries: [{ app: 'users', share, cohort: 'beta' }],
		compositions: { users: 'candidate' },
	};
	return chooseComposition(rollout, { stable: 'stable', device, cohort });
};

it('deals devices evenly, and for each app anew', () => {
	const inside = devices.filter((device) => bucketOf('users', device) < 500);
	expect(inside.length / devices.length).toBeCloseTo(0.05, 2);
	const both = inside.filter((device) => bucketOf('files', device) < 5_000);
	expect(both.length / inside.length).toBeGreaterThan(0.4);
	expect(both.length / inside.length).toBeLessThan(0.6);
});

it('takes nobody out when the share grows, none at 0 and all at 10,000', () => {
	for (const device of devices.slice(0, 500)) {
		const shares = [0, 1, 500, 2_500, 9_999, 10_000].map((share) => choose(share, device));
		expect(shares.lastIndexOf('stable')).toBeLessThan(shares.indexOf('candidate'));
		expect([shares[0], shares.at(-1)]).toEqual(['stable', 'candidate']);
	}
});

it('gives a cohort the candidate whatever its device is, and the channel what cannot be composed', () => {
	expect(choose(0, null, 'beta')).toBe('candidate');
	expect(choose(0, 'device-1', 'alpha')).toBe('stable');
	const broken: Rollout = { canaries: [{ app: 'users', share: 10_000, cohort: null }], compositions: {} };
	expect(chooseComposition(broken, { stable: 'stable', device: 'device-1', cohort: null })).toBe('stable');
});
