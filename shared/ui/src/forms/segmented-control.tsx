import { type ReactNode, useId, useState } from 'react';
import styles from './segmented-control.module.css';

interface Segment<Value extends string> {
	value: Value;
	label: ReactNode;
	/** Default false. */
	disabled?: boolean;
}

export interface SegmentedControlProps<Value extends string> {
	/** What is chosen, for who cannot see that the choices belong together. */
	'aria-label': string;
	/** Two to five choices; a text is both value and label. */
	data: readonly (Value | Segment<Value>)[];
	/** Left out: the control keeps its own. */
	value?: Value;
	/** What a control of its own begins with. Default: the first. */
	defaultValue?: Value;
	onChange?: (value: Value) => void;
	/** Default false. */
	disabled?: boolean;
	/** As wide as its place. Default false: as wide as its labels. */
	fullWidth?: boolean;
	/** Default `sm`. */
	size?: 'xs' | 'sm';
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
	defaultValue,
	onChange,
	disabled = false,
	fullWidth = false,
	size = 'sm',
	className,
}: SegmentedControlProps<Value>) => {
	const name = useId();
	const segments = data.map((item) => (typeof item === 'string' ? { value: item, label: item } : item));
	const [own, setOwn] = useState(defaultValue ?? segments[0]?.value);
	const chosen = value ?? own;
	return (
		<div
			role="radiogroup"
			aria-label={label}
			className={[styles.root, className].filter(Boolean).join(' ')}
			data-size={size}
			data-full-width={fullWidth || undefined}
		>
			{segments.map((segment: Segment<Value>) => (
				<label key={segment.value} className={styles.segment}>
					<input
						type="radio"
						className={styles.input}
						name={name}
						value={segment.value}
						checked={segment.value === chosen}
						disabled={disabled || segment.disabled === true}
						onChange={() => {
							setOwn(segment.value);
							onChange?.(segment.value);
						}}
					/>
					<span className={styles.label}>{segment.label}</span>
				</label>
			))}
		</div>
	);
};
