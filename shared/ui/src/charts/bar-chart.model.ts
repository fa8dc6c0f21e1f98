import { scaleBand, scaleLinear } from 'd3-scale';
import { amountOf, type ChartDatum } from './chart-data.ts';

export interface Bar {
	datum: ChartDatum;
	/** Per cent of the plot, from the side the text begins at. */
	start: number;
	width: number;
	/** Per cent of the plot's height, from the ground. */
	height: number;
}

export interface BarLayout {
	bars: Bar[];
	/** Lines of the ground, each with the share of the height it lies at. */
	ticks: { value: number; height: number }[];
	/** The bars that have their name written below, with the room it has. */
	names: { label: string; start: number; width: number }[];
}

/** A bar of less than this many per cent could be taken for none. */
const leastHeight = 1.5;
/** A bar of more than this many per cent is no bar, but a wall. */
const mostWidth = 12;

/**
 * Where bars, lines and names lie, in per cent: the page's width is the browser's matter, so nothing has to be
 * measured and nothing moves once it is drawn.
 *
 * @param most names below the bars at most. Default 6: what a phone has room for.
 */
export function layOutBars(data: readonly ChartDatum[], most = 6): BarLayout {
	const across = scaleBand<number>()
		.domain(data.map((_, index) => index))
		.range([0, 100])
		.paddingInner(data.length > 8 ? 0.25 : 0.5)
		.paddingOuter(0.25);
	const amounts = data.map(amountOf);
	const whole = amounts.every(Number.isInteger);
	const up = scaleLinear([0, Math.max(...amounts, 0) || 1], [0, 100]).nice(3);
	const bars = data.map((datum, index) => {
		const height = up(amounts[index] ?? 0);
		const width = Math.min(across.bandwidth(), mostWidth);
		return {
			datum,
			start: (across(index) ?? 0) + (across.bandwidth() - width) / 2,
			width,
			height: height > 0 ? Math.max(height, leastHeight) : 0,
		};
	});
	const every = Math.max(1, Math.ceil(data.length / most));
	const room = across.step() * every;
	return {
		bars,
		ticks: up
			.ticks(3)
			// Half a person is none.
			.filter((value) => !whole || Number.isInteger(value))
			.map((value) => ({ value, height: up(value) })),
		names: bars
			.filter((_, index) => index % every === 0)
			.map(({ datum, start, width }) => ({ label: datum.label, start: start + width / 2 - room / 2, width: room })),
	};
}
