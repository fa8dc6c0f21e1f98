import { expect, it } from 'vitest';
import { soakLeader } from './leader.ts';

it('tabs of one browser share one connection, and lose, double and reorder nothing when the leading one ends', async () => {
	const { problems, connections, failovers, written } = await soakLeader({
		rounds: 4,
		seed: 1,
		tabs: 6,
		report: () => {},
	});
	expect(problems).toEqual([]);
	expect(connections).toBe(1);
	expect(failovers).toHaveLength(4);
	expect(written).toBeGreaterThan(10);
}, 90_000);
