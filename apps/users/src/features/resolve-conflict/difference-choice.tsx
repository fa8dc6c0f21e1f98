import { roles, userStatuses } from '@flotilla/contracts';
import { useMessages } from '@flotilla/i18n';
import { Radio, Select, TextInput } from '@flotilla/ui/forms';
import { type ReactNode, useId } from 'react';
import { personMessages } from '../../person/person.messages.ts';
import { resolveConflictMessages } from './resolve-conflict.messages.ts';
import type { Choice, Difference, Side } from './resolve-conflict.model.ts';
import styles from './resolve-conflict.module.css';

interface Props {
	difference: Difference;
	/** Null: still to be chosen. */
	choice: Choice | null;
	onChoose: (choice: Choice) => void;
	disabled: boolean;
	/** The dialog begins here. */
	isFirst: boolean;
}

const notes = { mine: 'youChanged', theirs: 'theyChanged', both: 'bothChanged' } as const;

/** One field of two versions: take one of them, or write something else. */
export const DifferenceChoice = ({ difference, choice, onChoose, disabled, isFirst }: Props) => {
	const t = useMessages(resolveConflictMessages);
	const name = useMessages(personMessages);
	const group = useId();
	const { field, base, mine, theirs, changedBy } = difference;
	const isCode = field === 'role' || field === 'status';
	const say = (value: string): string => (value === '' ? t('empty') : isCode ? name(value as 'admin') : value);
	const text = choice?.text ?? mine;

	const option = (side: Side, { value, field: typed }: { value?: string; field?: ReactNode }) => (
		<div className={styles.option} data-chosen={choice?.side === side || undefined}>
			<Radio
				name={group}
				classNames={{ inner: styles.radio ?? '', label: styles.pick ?? '' }}
				label={
					<>
						<span className={styles.side}>{t(side)}</span>
						{value !== undefined && <span className={styles.value}>{say(value)}</span>}
					</>
				}
				checked={choice?.side === side}
				disabled={disabled}
				data-autofocus={(isFirst && side === (choice?.side ?? 'mine')) || undefined}
				onChange={() => onChoose({ side, text })}
			/>
			{typed}
		</div>
	);
	const values = (field === 'role' ? roles : userStatuses).map((value) => ({ value, label: name(value) }));

	const input = isCode ? (
		<Select
			className={styles.input ?? ''}
			aria-label={t('other', { field: name(field) })}
			data={values}
			value={text}
			disabled={disabled}
			onChange={(value) => onChoose({ side: 'typed', text: value })}
		/>
	) : (
		<TextInput
			className={styles.input ?? ''}
			aria-label={t('other', { field: name(field) })}
			value={text}
			disabled={disabled}
			onChange={(event) => onChoose({ side: 'typed', text: event.currentTarget.value })}
		/>
	);

	return (
		<fieldset className={styles.field} data-open={choice === null || undefined}>
			<legend className={styles.legend}>{name(field)}</legend>
			<p className={styles.note}>
				{t(notes[changedBy])} {t('was', { value: say(base) })}
			</p>
			<div className={styles.options}>
				{option('mine', { value: mine })}
				{option('theirs', { value: theirs })}
				{option('typed', { field: choice?.side === 'typed' && input })}
			</div>
		</fieldset>
	);
};
