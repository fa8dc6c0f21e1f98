import { type CSSProperties, type ReactNode, useMemo } from 'react';
import { layOutBars } from './bar-chart.model.ts';
import classes from './bar-chart.module.css';
import frame from './chart.module.css';
import { amountOf, type ChartDatum, sumOf } from './chart-data.ts';
import { ChartTable } from './chart-table.tsx';
import { useActiveDatum } from './use-active-datum.ts';

export interface BarChartProps {
	/** What the chart shows, e.g. `Changes in the last 30 days`. Read to screen readers; a heading shows it to the rest. */
	label: string;
	data: readonly ChartDatum[];
	/** Default: the number in the person's language. */
	formatValue?: ((value: number) => string) | undefined;
	/** Pixels, names below included; the same while it loads and when there is nothing. Default 160. */
	height?: number | undefined;
	/** Default false. */
	loading?: boolean | undefined;
	/** Stands in its place when there are no data, or only zeros. Default `Nothing to show yet`. */
	empty?: ReactNode;
}

const number = (value: number) => new Intl.NumberFormat().format(value);
const bones = [34, 58, 42, 76, 63, 90, 48, 70, 55, 82, 38, 66];

/** Amounts side by side. The pointer, a finger or the arrow keys tell each; screen readers get a table. */
export function BarChart({
	label,
	data,
	formatValue = number,
	height = 160,
	loading = false,
	empty = 'Nothing to show yet',
}: BarChartProps) {
	const { bars, ticks, names } = useMemo(() => layOutBars(data), [data]);
	const active = useActiveDatum(data.length);
	const shown = active.index === null ? undefined : bars[active.index];

	if (loading)
		return (
			<figure className={frame.figure} aria-label={label} aria-busy="true" style={{ blockSize: height }}>
				<div className={classes.bones}>
					{bones.map((share) => (
						<div key={share} className={frame.bone} style={{ blockSize: `${share}%` }} />
					))}
				</div>
			</figure>
		);
	if (sumOf(data) === 0)
		return (
			<figure className={frame.figure} aria-label={label} style={{ blockSize: height }}>
				<div className={frame.empty}>{empty}</div>
			</figure>
		);
	return (
		<figure className={frame.figure} aria-label={label} style={{ blockSize: height }}>
			<div className={classes.chart}>
				<div className={classes.scale} aria-hidden="true">
					{ticks.map((tick) => (
						<span key={tick.value} className={classes.tick} style={{ insetBlockEnd: `${tick.height}%` }}>
							<bdi>{formatValue(tick.value)}</bdi>
						</span>
					))}
					{/* The widest of them makes the room. */}
					{ticks.map((tick) => (
						<span key={tick.value} className={classes.room}>
							{formatValue(tick.value)}
						</span>
					))}
				</div>
				<div
					{...active.binding}
					role="img"
					aria-label={label}
					className={classes.plot}
					data-active={shown === undefined ? undefined : ''}
				>
					<svg className={classes.bars} aria-hidden="true" focusable="false">
						{ticks.map((tick) => (
							<line
								key={tick.value}
								className={classes.line}
								x1="0"
								x2="100%"
								y1={`${100 - tick.height}%`}
								y2={`${100 - tick.height}%`}
							/>
						))}
						{bars.map((bar) => (
							<rect
								key={bar.datum.label}
								className={classes.bar}
								data-active={bar === shown || undefined}
								x={`${bar.start}%`}
								width={`${bar.width}%`}
								y={`${100 - bar.height}%`}
								height={`${bar.height}%`}
								rx="2"
							/>
						))}
					</svg>
					{shown === undefined ? null : (
						<div
							className={frame.note}
							style={
								{
									'--at': shown.start + shown.width / 2,
									insetBlockEnd: `min(${shown.height}%, 100% - 2.25rem)`,
								} as CSSProperties
							}
						>
							<span className={frame.noteLabel}>{shown.datum.label}</span>
							<strong>
								<bdi>{formatValue(amountOf(shown.datum))}</bdi>
							</strong>
						</div>
					)}
				</div>
				<div className={classes.names} aria-hidden="true">
					{names.map((name) => (
						<span
							key={name.label}
							className={classes.name}
							style={{ insetInlineStart: `${name.start}%`, inlineSize: `${name.width}%` }}
						>
							{name.label}
						</span>
					))}
				</div>
			</div>
			<ChartTable label={label} data={data} format={formatValue} />
			<div className={frame.hidden} role="status">
				{shown === undefined ? '' : `${shown.datum.label}: ${formatValue(amountOf(shown.datum))}`}
			</div>
		</figure>
	);
}
