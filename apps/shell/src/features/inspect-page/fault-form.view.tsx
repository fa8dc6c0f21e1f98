import { useMessages } from '@flotilla/i18n';
import { Select, TextInput } from '@flotilla/ui/forms';
import { type Fault, type FaultTarget, maximumSlowness } from '../../faults/fault.ts';
import { faultKinds, faultOfKind, readAmount } from './fault-form.model.ts';
import { inspectPageMessages } from './inspect-page.messages.ts';
import styles from './inspector.module.css';

interface Props {
	target: FaultTarget;
	/** What it is called on the page. */
	name: string;
	fault: Fault | null;
	onChange: (fault: Fault | null) => void;
}

/** What is wrong with one target, and how much. It holds at once. */
export const FaultForm = ({ target, name, fault, onChange }: Props) => {
	const t = useMessages(inspectPageMessages);
	return (
		<span className={styles.line}>
			<Select
				size="xs"
				aria-label={t('faultOf', { name })}
				data={faultKinds(target).map((kind) => ({ value: kind, label: t(`fault.${kind}`) }))}
				value={fault?.kind ?? 'none'}
				onChange={(value) => {
					const kind = faultKinds(target).find((one) => one === value);
					if (kind !== undefined) onChange(faultOfKind(kind));
				}}
			/>
			{fault?.kind === 'slow' && (
				<Amount
					label={t('slowBy', { name })}
					unit={t('unit.milliseconds')}
					value={fault.milliseconds}
					least={1}
					most={maximumSlowness}
					onChange={(milliseconds) => onChange({ kind: 'slow', milliseconds })}
				/>
			)}
			{fault?.kind === 'failing' && (
				<Amount
					label={t('failingShare', { name })}
					unit="%"
					value={Math.round(fault.share * 100)}
					least={1}
					most={100}
					onChange={(percent) => onChange({ kind: 'failing', share: percent / 100 })}
				/>
			)}
		</span>
	);
};

interface AmountProps {
	label: string;
	unit: string;
	value: number;
	least: number;
	most: number;
	onChange: (value: number) => void;
}

/** A whole number. What is none, or too much, is not taken, and the field goes back to what holds. */
const Amount = ({ label, unit, value, least, most, onChange }: AmountProps) => (
	<span className={styles.amount}>
		<TextInput
			// Another number that holds is another field: what was typed is gone.
			key={value}
			size="xs"
			inputMode="numeric"
			aria-label={label}
			defaultValue={value}
			className={styles.number ?? ''}
			onBlur={({ currentTarget }) => {
				const amount = readAmount(currentTarget.value, { least, most });
				if (amount === null) currentTarget.value = String(value);
				else if (amount !== value) onChange(amount);
			}}
			onKeyDown={({ key, currentTarget }) => {
				if (key === 'Enter') currentTarget.blur();
			}}
		/>
		<span className={styles.dimmed}>{unit}</span>
	</span>
);
