import { expect, it } from 'vitest';
import { soakRelay } from './relay.ts';

it('a page whose connection is cut again and again gets every event once and in order', async () => {
	const lines: string[] = [];
	expect(await soakRelay({ rounds: 20, seed: 1, report: (line) => lines.push(line) })).toEqual([]);
	const connections = lines.map((line) => Number(/over (\d+) connections/.exec(line)?.[1] ?? 0));
	// Cut for real: a page that was never cut off needs one.
	expect(Math.min(...connections.slice(-2))).toBeGreaterThan(10);
}, 60_000);
