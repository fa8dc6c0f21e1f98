import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Looks, readTokens } from './contrast.ts';

const tokens = readTokens(readFileSync(new URL('./tokens.css', import.meta.url), 'utf8'));

const grounds = [
	'--mantine-color-body',
	'--flotilla-color-sunken',
	'--flotilla-color-raised',
	'--flotilla-color-row-hover',
];
const texts = ['text', 'dimmed', 'placeholder', 'anchor', 'error', 'success'];
const hues = ['accent', 'gray', 'red', 'green', 'yellow', 'blue'];
const charts = [1, 2, 3, 4, 5, 6].map((number) => `--flotilla-chart-${number}`);

const all: (Looks & { text: number })[] = (['light', 'dark'] as const).flatMap((scheme) => [
	{ scheme, contrast: 'normal' as const, text: 4.5 },
	{ scheme, contrast: 'more' as const, text: 7 },
]);

describe.each(all)('in the $scheme scheme with $contrast contrast', ({ text: enough, ...looks }) => {
	const ratio = (text: string, ground: string) => tokens.ratio(text, ground, looks);

	test.each(grounds.flatMap((ground) => texts.map((text) => [text, ground] as const)))(
		'%s can be read on %s',
		(text, ground) => {
			expect(ratio(`--mantine-color-${text}`, ground)).toBeGreaterThanOrEqual(enough);
		},
	);

	test.each(hues)('%s can be read as text, on its light ground, and filled', (hue) => {
		const name = (role: string) => `--mantine-color-${hue}-${role}`;
		expect(ratio(name('text'), '--mantine-color-body')).toBeGreaterThanOrEqual(enough);
		expect(ratio(name('outline'), '--mantine-color-body')).toBeGreaterThanOrEqual(enough);
		expect(ratio(name('light-color'), name('light'))).toBeGreaterThanOrEqual(enough);
		expect(ratio(name('light-color'), name('light-hover'))).toBeGreaterThanOrEqual(enough);
		expect(ratio('--mantine-color-white', name('filled'))).toBeGreaterThanOrEqual(enough);
		expect(ratio('--mantine-color-white', name('filled-hover'))).toBeGreaterThanOrEqual(enough);
	});

	test('the focus ring stands out from every ground (WCAG 1.4.11)', () => {
		for (const ground of grounds) expect(ratio('--flotilla-focus-ring', ground)).toBeGreaterThanOrEqual(3);
	});

	test('what is ticked or switched has an edge that stands out', () => {
		expect(ratio('--flotilla-color-control-border', '--mantine-color-default')).toBeGreaterThanOrEqual(3);
	});

	test.each(charts)('%s stands out from what a chart lies on', (color) => {
		for (const ground of ['--mantine-color-body', '--flotilla-color-raised'])
			expect(ratio(color, ground)).toBeGreaterThanOrEqual(3);
	});
});

test.each(['light', 'dark'] as const)(
	'high contrast in the %s scheme has lines that are seen by themselves',
	(scheme) => {
		for (const line of ['--flotilla-color-line', '--mantine-color-default-border'])
			for (const ground of grounds)
				expect(tokens.ratio(line, ground, { scheme, contrast: 'more' })).toBeGreaterThanOrEqual(3);
	},
);
