import { roles, type User, userStatuses } from '@flotilla/contracts';
import { useMessages } from '@flotilla/i18n';
import { useNotifications } from '@flotilla/session';
import { Select, TextInput } from '@flotilla/ui/forms';
import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { personMessages } from '../../person/person.messages.ts';
import { fullName } from '../../person/person-names.ts';
import { editCellMessages } from './edit-cell.messages.ts';
import { baseOf, type CellDraft, toChanges } from './edit-cell.model.ts';
import styles from './edit-cell.module.css';
import { useSaveCell } from './use-save-cell.ts';

interface Props {
	user: User;
	column: string;
	/** To the next cell of the row, or to the one before. */
	onMove: (step: 1 | -1) => void;
	onEnd: () => void;
	/** The server refused what was saved. */
	onRefused: () => void;
}

/**
 * Edits a cell in its place: Enter saves, Tab saves and goes on, Escape leaves it as it was. What is beside it saves, too:
 * nobody loses what they typed by a click elsewhere.
 */
export const EditCell = ({ user, column, onMove, onEnd, onRefused }: Props) => {
	const t = useMessages(editCellMessages);
	const person = useMessages(personMessages);
	const notifications = useNotifications();
	const save = useSaveCell();
	const [begun] = useState(user);
	const [draft, setDraft] = useState<CellDraft>(() => draftOf(user, column));
	const isOver = useRef(false);
	const editor = useRef<HTMLDivElement>(null);
	const changes = toChanges(begun, draft);

	useEffect(() => {
		// Once it is drawn: the press that opened it is over then, and takes no focus away any more.
		const frame = requestAnimationFrame(() => {
			const field = editor.current?.querySelector<HTMLInputElement | HTMLSelectElement>('input, select');
			field?.focus();
			if (field instanceof HTMLInputElement) field.select();
		});
		return () => cancelAnimationFrame(frame);
	}, []);

	/** False when it cannot be saved so. */
	const finish = (): boolean => {
		if (isOver.current) return true;
		if (changes === null) return false;
		isOver.current = true;
		if (Object.keys(changes).length > 0) void save(baseOf(begun, user, changes), changes, onRefused);
		return true;
	};
	/** While the field is still there: the focus of one that is taken away goes nowhere. */
	const focusRow = () => editor.current?.closest<HTMLElement>('tr')?.focus({ preventScroll: true });
	const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
		if (event.key === 'Escape') {
			event.preventDefault();
			event.stopPropagation();
			isOver.current = true;
			focusRow();
			onEnd();
		} else if (event.key === 'Enter') {
			event.preventDefault();
			if (!finish()) return;
			focusRow();
			onEnd();
		} else if (event.key === 'Tab') {
			const fields = [...(editor.current?.querySelectorAll('input, select') ?? [])];
			const edge = event.shiftKey ? fields.at(0) : fields.at(-1);
			// Within the cell Tab goes from field to field by itself.
			if (event.target !== edge) return;
			event.preventDefault();
			if (!finish()) return;
			focusRow();
			onMove(event.shiftKey ? -1 : 1);
		}
	};
	const onBlur = (event: FocusEvent<HTMLDivElement>) => {
		const next = event.relatedTarget;
		// Another window is no answer.
		if (!document.hasFocus() || isOver.current) return;
		if (next instanceof Node && editor.current?.contains(next) === true) return;
		if (!finish())
			notifications.add({
				kind: 'warning',
				title: t('notSaved', { name: fullName(begun) }),
				message: t('nameMissing'),
			});
		isOver.current = true;
		onEnd();
	};

	const set = (field: keyof CellDraft) => (value: string) => setDraft((before) => ({ ...before, [field]: value }));
	const nameField = (field: 'firstName' | 'lastName') => (
		<TextInput
			size="xs"
			aria-label={person(field)}
			value={draft[field] ?? ''}
			maxLength={100}
			onChange={(event) => set(field)(event.currentTarget.value)}
			error={(draft[field] ?? '').trim() === ''}
		/>
	);

	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: what is pressed and left are the fields in it.
		<div ref={editor} className={styles.editor} onKeyDown={onKeyDown} onBlur={onBlur}>
			{column === 'name' && (
				<>
					{nameField('firstName')}
					{nameField('lastName')}
				</>
			)}
			{column === 'role' && (
				<Select
					size="xs"
					aria-label={person('role')}
					data={roles.map((value) => ({ value, label: person(value) }))}
					value={draft.role}
					onChange={set('role')}
				/>
			)}
			{column === 'status' && (
				<Select
					size="xs"
					aria-label={person('status')}
					data={userStatuses.map((value) => ({ value, label: person(value) }))}
					value={draft.status}
					onChange={set('status')}
				/>
			)}
		</div>
	);
};

const draftOf = ({ firstName, lastName, role, status }: User, column: string): CellDraft =>
	column === 'name' ? { firstName, lastName } : column === 'role' ? { role } : { status };
