import { expect, it } from 'vitest';
import { soakCanary } from './canary.ts';

it('over a real registry a candidate that throws is rolled back, and a healthy one is promoted', async () => {
	const lines: string[] = [];
	expect(await soakCanary({ rounds: 2, seed: 1, report: (line) => lines.push(line) })).toEqual([]);
	expect(lines.at(-1)).toBe('0 of 2 decisions were wrong');
}, 120_000);
