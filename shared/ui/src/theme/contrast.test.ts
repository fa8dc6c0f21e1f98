import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const declarations = new Map(
	// The first declaration is the default; the later ones are for `prefers-contrast`.
	[...css.matchAll(/(--[\w-]+):\s*([^;]+);/g)].reverse().map(([, name, value]) => [name ?? '', value?.trim() ?? '']),
);

type Rgb = readonly [number, number, number];

/** Splits at the commas that are not inside brackets. */
const parts = (text: string): string[] => {
	const found = [''];
	let depth = 0;
	for (const character of text) {
		if (character === '(') depth += 1;
		if (character === ')') depth -= 1;
		if (character === ',' && depth === 0) found.push('');
		else found[found.length - 1] += character;
	}
	return found.map((part) => part.trim());
};

const resolve = (value: string, scheme: 'light' | 'dark'): Rgb => {
	const [, name, inside = ''] = /^([\w-]+)\((.*)\)$/s.exec(value) ?? [];
	if (name === 'var') return resolve(declarations.get(inside) ?? `missing ${inside}`, scheme);
	if (name === 'light-dark') return resolve(parts(inside)[scheme === 'light' ? 0 : 1] ?? '', scheme);
	if (name === 'color-mix') {
		const [, first = '', second = ''] = parts(inside);
		const [, color = '', percent = ''] = /^(.*) (\d+)%$/.exec(first) ?? [];
		const share = Number(percent) / 100;
		const [a, b] = [resolve(color, scheme), resolve(second, scheme)];
		return [0, 1, 2].map((index) => (a[index] ?? 0) * share + (b[index] ?? 0) * (1 - share)) as unknown as Rgb;
	}
	const hex = /^#([\da-f]{3}|[\da-f]{6})$/.exec(value)?.[1];
	if (hex === undefined) throw new Error(`No colour: ${value}`);
	const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
	return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16)) as unknown as Rgb;
};

/** WCAG 2.2, relative luminance and contrast ratio. */
const luminance = (color: Rgb) => {
	const [red = 0, green = 0, blue = 0] = color.map((channel) => {
		const share = channel / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (a: Rgb, b: Rgb) => {
	const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
	return (light + 0.05) / (dark + 0.05);
};

const grounds = [
	'--mantine-color-body',
	'--flotilla-color-sunken',
	'--flotilla-color-raised',
	'--flotilla-color-row-hover',
];
const texts = ['text', 'dimmed', 'placeholder', 'anchor', 'error', 'success'];
const hues = ['accent', 'gray', 'red', 'green', 'yellow', 'blue'];

describe.each(['light', 'dark'] as const)('in the %s scheme', (scheme) => {
	const ratio = (text: string, ground: string) =>
		contrast(resolve(`var(${text})`, scheme), resolve(`var(${ground})`, scheme));

	test.each(grounds.flatMap((ground) => texts.map((text) => [text, ground] as const)))(
		'%s can be read on %s',
		(text, ground) => {
			expect(ratio(`--mantine-color-${text}`, ground)).toBeGreaterThanOrEqual(4.5);
		},
	);

	test.each(hues)('%s can be read as text, on its light ground, and filled', (hue) => {
		const name = (role: string) => `--mantine-color-${hue}-${role}`;
		expect(ratio(name('text'), '--mantine-color-body')).toBeGreaterThanOrEqual(4.5);
		expect(ratio(name('outline'), '--mantine-color-body')).toBeGreaterThanOrEqual(4.5);
		expect(ratio(name('light-color'), name('light'))).toBeGreaterThanOrEqual(4.5);
		expect(ratio(name('light-color'), name('light-hover'))).toBeGreaterThanOrEqual(4.5);
		expect(ratio('--mantine-color-white', name('filled'))).toBeGreaterThanOrEqual(4.5);
		expect(ratio('--mantine-color-white', name('filled-hover'))).toBeGreaterThanOrEqual(4.5);
	});

	test('the focus ring stands out from every ground (WCAG 1.4.11)', () => {
		for (const ground of grounds) expect(ratio('--flotilla-focus-ring', ground)).toBeGreaterThanOrEqual(3);
	});
});
