import { arc, type PieArcDatum, pie } from 'd3-shape';
import { type ReactNode, useMemo, useState } from 'react';
import frame from './chart.module.css';
import { amountOf, type ChartDatum, sumOf } from './chart-data.ts';
import classes from './donut-chart.module.css';

export interface DonutChartProps {
	/** What the chart shows, e.g. `Storage by type`. Read to screen readers; a heading shows it to the rest. */
	label: string;
	/** Six at most have a colour of their own; put the rest together before. Drawn in this order, from the top. */
	data: readonly ChartDatum[];
	/** Default: the number in the person's language. */
	formatValue?: ((value: number) => string) | undefined;
	/** Of the ring, in pixels. Default 144. */
	height?: number | undefined;
	/** What stands in the middle. Default the sum. */
	centre?: ReactNode;
	/** Default false. */
	loading?: boolean | undefined;
	/** Stands in its place when there are no data, or only zeros. Default `Nothing to show yet`. */
	empty?: ReactNode;
}

const number = (value: number) => new Intl.NumberFormat().format(value);
const percent = (share: number) =>
	new Intl.NumberFormat(undefined, {
		style: 'percent',
		...(share > 0 && share < 0.01 ? { maximumSignificantDigits: 1 } : {}),
	}).format(share);

const colors = 6;
const shapeOf = arc<PieArcDatum<ChartDatum>>().innerRadius(33).outerRadius(50).cornerRadius(2);
const slicesOf = pie<ChartDatum>().value(amountOf).sort(null).padAngle(0.03);

/** Parts of a whole: a ring, and a table beside it that says the same in words. Pointing at either shows the other. */
export function DonutChart({
	label,
	data,
	formatValue = number,
	height = 144,
	centre,
	loading = false,
	empty = 'Nothing to show yet',
}: DonutChartProps) {
	const [active, setActive] = useState<number | null>(null);
	const slices = useMemo(() => slicesOf([...data]), [data]);
	const sum = sumOf(data);
	const pointingAt = (index: number) => ({
		onPointerEnter: () => setActive(index),
		onPointerLeave: () => setActive(null),
	});

	if (!loading && sum === 0)
		return (
			<figure className={frame.figure} aria-label={label} style={{ minBlockSize: height }}>
				<div className={frame.empty} style={{ minBlockSize: height }}>
					{empty}
				</div>
			</figure>
		);
	return (
		<figure className={`${frame.figure} ${classes.donut}`} aria-label={label} aria-busy={loading}>
			<div className={classes.ring} style={{ inlineSize: height, blockSize: height }}>
				<svg viewBox="-50 -50 100 100" className={classes.slices} aria-hidden="true" focusable="false">
					{loading ? (
						<circle className={classes.bone} r="41.5" />
					) : (
						slices.map((slice, index) => (
							<path
								key={slice.data.label}
								{...pointingAt(index)}
								className={classes.slice}
								data-color={(index % colors) + 1}
								data-quiet={(active !== null && active !== index) || undefined}
								d={shapeOf(slice) ?? ''}
							/>
						))
					)}
				</svg>
				<div className={classes.centre}>
					{loading ? (
						<div className={frame.bone} style={{ inlineSize: 48, blockSize: 16 }} />
					) : (
						(centre ?? <bdi>{formatValue(sum)}</bdi>)
					)}
				</div>
			</div>
			<table className={classes.legend}>
				<caption className={frame.hidden}>{label}</caption>
				<tbody>
					{loading
						? [72, 56, 64].map((width) => (
								<tr key={width} className={classes.row}>
									<td className={classes.name}>
										<div className={frame.bone} style={{ inlineSize: width, blockSize: 12, marginBlock: 4 }} />
									</td>
									<td />
								</tr>
							))
						: data.map((datum, index) => (
								<tr
									key={datum.label}
									{...pointingAt(index)}
									className={classes.row}
									data-active={active === index || undefined}
								>
									<th scope="row" className={classes.name}>
										<span className={classes.swatch} data-color={(index % colors) + 1} />
										{datum.label}
									</th>
									<td className={classes.value}>
										<bdi>{formatValue(amountOf(datum))}</bdi>
									</td>
									<td className={classes.share}>{percent(amountOf(datum) / sum)}</td>
								</tr>
							))}
				</tbody>
			</table>
		</figure>
	);
}
