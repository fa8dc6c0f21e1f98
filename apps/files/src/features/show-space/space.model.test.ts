import { expect, it } from 'vitest';
import { describeSpace } from './space.model.ts';

it.each([
	[
		{ used: 10, reserved: 0, quota: 100 },
		{ left: 90, share: 0.1, level: 'plenty' },
	],
	[
		{ used: 50, reserved: 40, quota: 100 },
		{ left: 10, share: 0.9, level: 'little' },
	],
	[
		{ used: 100, reserved: 0, quota: 100 },
		{ left: 0, share: 1, level: 'none' },
	],
	[
		{ used: 120, reserved: 0, quota: 100 },
		{ left: 0, share: 1, level: 'none' },
	],
	[
		{ used: 0, reserved: 0, quota: 0 },
		{ left: 0, share: 1, level: 'none' },
	],
	[
		{ used: 120, reserved: 5, quota: null },
		{ left: null, share: null, level: 'plenty' },
	],
] as const)('%j is %j', (usage, space) => {
	expect(describeSpace(usage)).toEqual(space);
});
