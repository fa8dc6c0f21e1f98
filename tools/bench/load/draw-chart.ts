import type { MeasuredCase } from './measured-case.ts';
import { type VariantName, variantNames, variantTitles } from './variants.ts';

const size = { width: 760, height: 420 };
const area = { left: 64, top: 24, right: 200, bottom: 48 };

/** Told apart by shape as well as by colour, which both a light and a dark page show. */
const looks: Record<VariantName, { colour: string; dash: string }> = {
	'lazy-monolith': { colour: '#868e96', dash: '' },
	'single-bundle': { colour: '#868e96', dash: '2 4' },
	flotilla: { colour: '#5c7cfa', dash: '' },
	'es-modules': { colour: '#12b886', dash: '6 4' },
	'single-spa': { colour: '#fab005', dash: '6 4' },
	'default-federation': { colour: '#fa5252', dash: '2 4' },
};

/** Milliseconds until the page can be used over the number of remotes, as an SVG. */
export const drawChart = (cases: readonly MeasuredCase[]): string => {
	const sorted = [...cases].sort((a, b) => a.remotes - b.remotes);
	const counts = sorted.map(({ remotes }) => remotes);
	const names = variantNames.filter((name) => sorted.some(({ summary }) => summary[name] !== undefined));
	const highest = Math.max(...sorted.flatMap(({ summary }) => names.map((name) => summary[name]?.time ?? 0)));
	const step = niceStep(highest / 5);
	const top = Math.ceil(highest / step) * step;
	const x = (index: number) =>
		area.left + (index * (size.width - area.left - area.right)) / Math.max(1, counts.length - 1);
	const y = (time: number) => size.height - area.bottom - (time / top) * (size.height - area.top - area.bottom);
	const text = (content: string, at: { x: number; y: number; anchor?: string; colour?: string }) =>
		`<text x="${at.x.toFixed(1)}" y="${at.y.toFixed(1)}" text-anchor="${at.anchor ?? 'start'}" fill="${at.colour ?? '#868e96'}">${content}</text>`;

	const grid = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => {
		const at = y(index * step);
		return `<line x1="${area.left}" x2="${size.width - area.right}" y1="${at}" y2="${at}" stroke="#868e96" stroke-opacity="0.25"/>${text(`${((index * step) / 1000).toFixed(1)} s`, { x: area.left - 8, y: at + 4, anchor: 'end' })}`;
	});
	const ticks = counts.map((count, index) =>
		text(String(count), { x: x(index), y: size.height - area.bottom + 20, anchor: 'middle' }),
	);
	const pointsOf = (name: VariantName) =>
		sorted.flatMap(({ summary }, index) => {
			const time = summary[name]?.time;
			return time === undefined ? [] : [{ x: x(index), y: y(time) }];
		});
	const ends = spread(
		names.map((name) => ({ name, y: pointsOf(name).at(-1)?.y ?? 0 })),
		16,
	);
	const lines = names.map((name) => {
		const { colour, dash } = looks[name];
		const points = pointsOf(name).map(({ x, y }) => ({ x: x.toFixed(1), y: y.toFixed(1) }));
		const at = { x: size.width - area.right + 12, y: (ends.get(name) ?? 0) + 4 };
		// What was measured with one number of remotes alone is a point and no line.
		const dots = points.map(({ x, y }) => `<circle cx="${x}" cy="${y}" r="3.5" fill="${colour}"/>`);
		return `${dots.join('')}<polyline points="${points.map(({ x, y }) => `${x},${y}`).join(' ')}" fill="none" stroke="${colour}" stroke-width="2.5" stroke-dasharray="${dash}"/>${text(variantTitles[name], { ...at, colour })}`;
	});
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="system-ui, sans-serif" font-size="13" role="img" aria-label="Seconds until the page can be used, by the number of remotes">
${[...grid, ...ticks, text('remotes', { x: (area.left + size.width - area.right) / 2, y: size.height - 8, anchor: 'middle' }), ...lines].join('\n')}
</svg>
`;
};

const niceStep = (least: number): number => {
	const power = 10 ** Math.floor(Math.log10(least));
	return ([1, 2, 5, 10].find((factor) => factor * power >= least) ?? 10) * power;
};

/** Moves labels apart that would stand on one another. */
const spread = (labels: readonly { name: VariantName; y: number }[], distance: number): Map<VariantName, number> => {
	let last = Number.NEGATIVE_INFINITY;
	return new Map(
		[...labels]
			.sort((a, b) => a.y - b.y)
			.map(({ name, y }) => {
				last = Math.max(y, last + distance);
				return [name, last];
			}),
	);
};
