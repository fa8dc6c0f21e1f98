import { expect, test } from 'vitest';
import { type Aim, describeAims, findNoise } from './aim.ts';

const aim: Aim = {
	what: 'pages',
	ours: '900',
	peer: '1000, nginx',
	comparison: { ratio: 0.9, low: 0.88, high: 0.93 },
	gate: { ratio: 1.01, low: 0.99, high: 1.02 },
	aim: '>= 0.5',
	held: true,
};

test('a figure is a row with its interval, its gate and whether it holds', () => {
	expect(
		describeAims([aim, { ...aim, held: false }])
			.split('\n')
			.slice(2),
	).toEqual([
		'| pages | 900 | 1000, nginx | 0.90 (0.88 to 0.93) | 1.01 (0.99 to 1.02) | >= 0.5 | holds |',
		'| pages | 900 | 1000, nginx | 0.90 (0.88 to 0.93) | 1.01 (0.99 to 1.02) | >= 0.5 | **missed** |',
	]);
});

test('a figure without a peer or an aim is only told', () => {
	const { gate: _, ...told } = { ...aim, peer: '', comparison: null, aim: '' };
	expect(describeAims([told]).split('\n').at(-1)).toBe('| pages | 900 |  |  |  |  |  |');
	expect(findNoise([told])).toBeUndefined();
});

test('a gate that is far from 1 is noise, on either side', () => {
	expect(findNoise([aim])).toBeUndefined();
	for (const ratio of [0.85, 1.2]) {
		const noisy = { ...aim, gate: { ratio, low: 0.5, high: 1.5 } };
		expect(findNoise([aim, noisy])).toBe(noisy);
	}
});
