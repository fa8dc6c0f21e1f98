import { type ReactNode, useId } from 'react';
import styles from './segmented-control.module.css';

interface Segment<Value extends string> {
	value: Value;
	label: ReactNode;
}

export interface SegmentedControlProps<Value extends string> {
	/** What is chosen, for who cannot see that the choices belong together. */
	'aria-label': string;
	/** Two to five choices. */
	data: readonly Segment<Value>[];
	value: Value;
	onChange: (value: Value) => void;
	className?: string | undefined;
}

/**
 * One of a few, at a glance: radio buttons, of which the browser moves the focus by arrows. Mantine's measures its
 * labels to slide a thumb below them, which makes the browser lay out the page in the middle of the first render.
 */
export const SegmentedControl = <Value extends string>({
	'aria-label': label,
	data,
	value,
	onChange,
	className,
}: SegmentedControlProps<Value>) => {
	const name = useId();
	return (
		<div role="radiogroup" aria-label={label} className={[styles.root, className].filter(Boolean).join(' ')}>
			{data.map((segment) => (
				<label key={segment.value} className={styles.segment}>
					<input
						type="radio"
						className={styles.input}
						name={name}
						value={segment.value}
						checked={segment.value === value}
						onChange={() => onChange(segment.value)}
					/>
					<span className={styles.label}>{segment.label}</span>
				</label>
			))}
		</div>
	);
};
