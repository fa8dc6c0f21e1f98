import { expect, test } from 'vitest';
import { layOutBars } from './bar-chart.model.ts';

const days = (count: number, value = (index: number) => index) =>
	Array.from({ length: count }, (_, index) => ({ label: `Day ${index + 1}`, value: value(index) }));

test('bars lie beside each other within the plot, and the greatest is the highest', () => {
	const { bars } = layOutBars(days(30));
	for (const [index, bar] of bars.entries()) {
		const next = bars[index + 1];
		if (next) expect(bar.start + bar.width).toBeLessThan(next.start);
		expect(bar.height).toBeLessThanOrEqual(100);
	}
	expect(bars.at(-1)?.start).toBeLessThan(100);
	expect(Math.max(...bars.map(({ height }) => height))).toBe(bars.at(-1)?.height);
});

test('the smallest amount can be seen beside the greatest, and none cannot', () => {
	const { bars } = layOutBars([
		{ label: 'a', value: 1_000_000 },
		{ label: 'b', value: 1 },
		{ label: 'c', value: 0 },
		{ label: 'd', value: -3 },
		{ label: 'e', value: Number.NaN },
	]);
	expect(bars[1]?.height).toBeGreaterThan(1);
	expect(bars.slice(2).map(({ height }) => height)).toEqual([0, 0, 0]);
});

test('whole numbers have whole lines', () => {
	expect(layOutBars(days(3, () => 1)).ticks.map(({ value }) => value)).toEqual([0, 1]);
	expect(layOutBars([{ label: 'a', value: 0.5 }]).ticks.map(({ value }) => value)).toContain(0.2);
});

test('no more names than a phone has room for', () => {
	for (const count of [1, 6, 7, 30, 365]) {
		const { names } = layOutBars(days(count));
		expect(names.length).toBeLessThanOrEqual(6);
		for (const [index, name] of names.entries()) {
			const next = names[index + 1];
			if (next) expect(name.start + name.width).toBeLessThanOrEqual(next.start + 1e-9);
		}
	}
});

test('nothing has lines to stand on all the same', () => {
	const { bars, ticks } = layOutBars(days(7, () => 0));
	expect(bars.every(({ height }) => height === 0)).toBe(true);
	expect(ticks.map(({ value }) => value)).toEqual([0, 1]);
});
