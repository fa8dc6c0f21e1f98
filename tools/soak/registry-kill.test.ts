import { expect, it } from 'vitest';
import { soakRegistryKill } from './registry-kill.ts';

it('a registry that is killed in the middle of commands is as before or as after, and never in between', async () => {
	const { problems, outcomes, leftovers } = await soakRegistryKill({ rounds: 5 });
	expect(problems).toEqual([]);
	expect(Object.keys(outcomes).some((name) => name.includes('cut off'))).toBe(true);
	expect(leftovers.after).toMatchObject({ broken: 0, uploads: 0 });
}, 120_000);
