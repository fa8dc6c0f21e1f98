type Rgb = readonly [number, number, number];

export interface Looks {
	scheme: 'light' | 'dark';
	contrast: 'normal' | 'more';
}

export interface TokenReader {
	/** The contrast of two variables' colours by WCAG 2.2, from 1 to 21. Throws for what is no solid colour. */
	ratio(text: string, ground: string, looks: Looks): number;
}

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

/** Relative luminance, WCAG 2.2. */
const luminance = (color: Rgb) => {
	const [red = 0, green = 0, blue = 0] = color.map((channel) => {
		const share = channel / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const declarationsIn = (css: string) =>
	new Map([...css.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]));

/** Reads the colours of `tokens.css`, its own few functions included; `css` is its text. */
export function readTokens(css: string): TokenReader {
	const block = (selector: string) => {
		const from = css.indexOf(`${selector} {`);
		if (from < 0) throw new Error(`tokens.css has no ${selector}`);
		return declarationsIn(css.slice(from, css.indexOf('\n\t}', from)));
	};
	const normal = block(':root');
	const declarations = { normal, more: new Map([...normal, ...block('[data-contrast="more"]')]) };

	const resolve = (value: string, looks: Looks): Rgb => {
		const [, name, inside = ''] = /^([\w-]+)\((.*)\)$/s.exec(value) ?? [];
		if (name === 'var') return resolve(declarations[looks.contrast].get(inside) ?? `missing ${inside}`, looks);
		if (name === 'light-dark') return resolve(parts(inside)[looks.scheme === 'light' ? 0 : 1] ?? '', looks);
		if (name === 'color-mix') {
			const [, first = '', second = ''] = parts(inside);
			const [, color = '', percent = ''] = /^(.*) (\d+)%$/.exec(first) ?? [];
			const share = Number(percent) / 100;
			const [a, b] = [resolve(color, looks), resolve(second, looks)];
			return [0, 1, 2].map((index) => (a[index] ?? 0) * share + (b[index] ?? 0) * (1 - share)) as unknown as Rgb;
		}
		const hex = /^#([\da-f]{3}|[\da-f]{6})$/.exec(value)?.[1];
		if (hex === undefined) throw new Error(`No colour: ${value}`);
		const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
		return [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16)) as unknown as Rgb;
	};

	return {
		ratio(text, ground, looks) {
			const of = (name: string) => luminance(resolve(`var(${name})`, looks));
			const [dark = 0, light = 0] = [of(text), of(ground)].sort((x, y) => x - y);
			return (light + 0.05) / (dark + 0.05);
		},
	};
}
