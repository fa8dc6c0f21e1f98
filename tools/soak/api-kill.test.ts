import { expect, it } from 'vitest';
import { soakApiKill } from './api-kill.ts';

it('loses nothing it acknowledged when it is killed while it writes, and does nothing twice', {
	timeout: 120_000,
}, async () => {
	const { acknowledged, interrupted, lost } = await soakApiKill({ rounds: 3 });
	expect(lost).toEqual([]);
	expect(acknowledged).toBeGreaterThan(0);
	expect(interrupted).toBeGreaterThan(0);
});
