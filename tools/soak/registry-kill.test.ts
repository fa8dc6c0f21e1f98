import { expect, it } from 'vitest';
import { soakRegistryKill } from './registry-kill.ts';

it('a registry that is killed in the middle of commands is as before or as after, and never in between', async () => {
	const { problems, outcomes, leftovers } = await soakRegistryKill({ rounds: 3 });
	expect(problems).toEqual([]);
	// A promotion, a rollback and two publishes, and a collection beside them.
	expect(Object.values(outcomes).reduce((sum, times) => sum + times, 0)).toBe(5);
	expect(leftovers.after).toMatchObject({ broken: 0, uploads: 0 });
}, 240_000);
