import { useFormat } from '@flotilla/i18n';
import { type ReactNode, useId } from 'react';
import classes from './gauge.module.css';

export type GaugeTone = 'accent' | 'neutral' | 'success' | 'warning' | 'danger';

export interface MeterProps {
	/** What is measured, e.g. `Storage`. */
	label: string;
	value: number;
	/** Above zero. */
	max: number;
	/** Default: `warning` from 80 % on, `danger` from 95 % on. */
	tone?: GaugeTone | undefined;
	/** The amount in words, e.g. `3.1 of 5 GB`. Default the share in per cent. */
	valueText?: string | undefined;
	/** Below, e.g. what to do when it is full. */
	hint?: ReactNode;
	/** Reads label and amount to screen readers only. Default false. */
	hideLabel?: boolean | undefined;
}

/** Behind the point, for screen readers: what is smaller would be written with an exponent, which ARIA does not know. */
const digits = 3;

const toneOf = (share: number): GaugeTone => (share >= 0.95 ? 'danger' : share >= 0.8 ? 'warning' : 'accent');

/** How much of something is used. For work under way there is `Progress`. */
export function Meter({ label, value, max, tone, valueText, hint, hideLabel = false }: MeterProps) {
	const format = useFormat();
	const labelId = useId();
	const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
	const text = valueText ?? format.percent(share);
	return (
		<div className={classes.gauge} data-tone={tone ?? toneOf(share)}>
			<div className={hideLabel ? classes.hidden : classes.words}>
				<span id={labelId} className={classes.label}>
					{label}
				</span>
				<span className={classes.value}>
					<bdi>{text}</bdi>
				</span>
			</div>
			{/* biome-ignore lint/a11y/useSemanticElements: browsers draw `<meter>` each in its own colours. */}
			<div
				role="meter"
				aria-labelledby={labelId}
				aria-valuemin={0}
				aria-valuemax={max}
				aria-valuenow={Number(Math.min(value, max).toFixed(digits))}
				aria-valuetext={text}
				className={classes.track}
			>
				<div className={classes.bar} style={{ inlineSize: `${share * 100}%` }} />
			</div>
			{hint === undefined ? null : <div className={classes.hint}>{hint}</div>}
		</div>
	);
}
