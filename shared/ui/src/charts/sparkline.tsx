import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { useMemo } from 'react';
import frame from './chart.module.css';
import classes from './sparkline.module.css';

export interface SparklineProps {
	/** What it shows and how it went, in words, e.g. `Sign-ins of the last week, 12 at most`. It stands for the picture. */
	label: string;
	/** Oldest first, at equal distances. */
	values: readonly number[];
	/** Pixels. Default 32. Its width is that of its place. */
	height?: number | undefined;
	/** Default false. */
	loading?: boolean | undefined;
}

/** How something went, in the size of a line of text. The number itself belongs beside it. */
export function Sparkline({ label, values, height = 32, loading = false }: SparklineProps) {
	const paths = useMemo(() => {
		const across = scaleLinear([0, Math.max(1, values.length - 1)], [0, 100]);
		const up = scaleLinear([0, Math.max(...values, 0) || 1], [100, 0]);
		const points = values.map((value, index): [number, number] => [
			across(index),
			up(Number.isFinite(value) ? value : 0),
		]);
		// One value alone is a level, not a point nobody sees.
		const [only] = points;
		const drawn = points.length === 1 && only !== undefined ? [only, [100, only[1]] as [number, number]] : points;
		return { line: line()(drawn) ?? '', area: area().y0(100)(drawn) ?? '' };
	}, [values]);

	if (loading) return <div className={frame.bone} style={{ blockSize: height }} />;
	return (
		<svg
			className={classes.sparkline}
			style={{ blockSize: height }}
			viewBox="0 0 100 100"
			preserveAspectRatio="none"
			role="img"
			aria-label={label}
		>
			<path className={classes.area} d={paths.area} />
			<path className={classes.line} d={paths.line} />
		</svg>
	);
}
