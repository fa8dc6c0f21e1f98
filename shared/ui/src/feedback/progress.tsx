import { useFormat } from '@flotilla/i18n';
import { type ReactNode, useId } from 'react';
import classes from './gauge.module.css';
import type { GaugeTone } from './meter.tsx';

export interface ProgressProps {
	/** What is being done, e.g. `Uploading report.pdf`. */
	label: string;
	/** From 0 to `max`; `null` while nobody knows how far it is. */
	value: number | null;
	/** Default 100. */
	max?: number | undefined;
	/** Default `accent`; `success` when it is done, `danger` when it failed, `neutral` while it is held. */
	tone?: GaugeTone | undefined;
	/** How far it is in words, e.g. `1,200 of 5,000`. Default per cent, nothing while nobody knows. */
	valueText?: string | undefined;
	/** Below, e.g. `2 min left`. */
	hint?: ReactNode;
	/** Reads label and words to screen readers only. Default false. */
	hideLabel?: boolean | undefined;
	/** Of the bar: `sm` is 4, `md` 6 pixels high. Default `md`. */
	size?: 'sm' | 'md' | undefined;
}

/** How far some work is. For amounts there is `Meter`. */
export function Progress({
	label,
	value,
	max = 100,
	tone = 'accent',
	valueText,
	hint,
	hideLabel = false,
	size = 'md',
}: ProgressProps) {
	const format = useFormat();
	const labelId = useId();
	const share = value === null || max <= 0 ? null : Math.min(1, Math.max(0, value / max));
	const text = valueText ?? (share === null ? '' : format.percent(share));
	return (
		<div className={classes.gauge} data-tone={tone} data-size={size}>
			<div className={hideLabel ? classes.hidden : classes.words}>
				<span id={labelId} className={classes.label}>
					{label}
				</span>
				<span className={classes.value}>
					<bdi>{text}</bdi>
				</span>
			</div>
			<div
				role="progressbar"
				aria-labelledby={labelId}
				aria-valuemin={0}
				aria-valuemax={max}
				{...(share === null ? {} : { 'aria-valuenow': share * max })}
				{...(text === '' ? {} : { 'aria-valuetext': text })}
				className={classes.track}
				data-unknown={share === null || undefined}
			>
				<div className={classes.bar} style={share === null ? {} : { inlineSize: `${share * 100}%` }} />
			</div>
			{hint === undefined ? null : <div className={classes.hint}>{hint}</div>}
		</div>
	);
}
