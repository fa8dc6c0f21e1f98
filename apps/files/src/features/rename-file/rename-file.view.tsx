import type { StoredFile } from '@flotilla/contracts';
import { useMessages } from '@flotilla/i18n';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { checkName, maximumNameLength, stemLength } from './new-name.model.ts';
import { renameFileMessages } from './rename-file.messages.ts';
import styles from './rename-file.module.css';

interface Props {
	file: StoredFile;
	/** What was typed before, when the server refused it. Default the name of now. */
	text?: string | undefined;
	/** Why it was refused. */
	problem?: string | undefined;
	onSubmit: (name: string) => void;
	onCancel: () => void;
}

/** A file's name as a field, in place of it: Enter and leaving it save, Escape does not. */
export const RenameFile = ({ file, text, problem, onSubmit, onCancel }: Props) => {
	const t = useMessages(renameFileMessages);
	const problemId = useId();
	const input = useRef<HTMLInputElement>(null);
	const [name, setName] = useState(text ?? file.filename);
	const [wrong, setWrong] = useState<ReturnType<typeof checkName>>(null);
	/** Leaving the field is part of both, and must not be a second answer. */
	const isOver = useRef(false);

	useEffect(() => {
		input.current?.focus();
		input.current?.setSelectionRange(0, stemLength(input.current.value));
	}, []);

	const end = (then: () => void) => {
		if (isOver.current) return;
		isOver.current = true;
		// Left before it goes: what listens for that is not called while React takes the field away.
		input.current?.blur();
		then();
	};
	const submit = () => {
		// The field is left as it goes, and has answered already.
		if (isOver.current) return;
		const found = checkName(name);
		setWrong(found);
		if (found !== null) return;
		end(() => (name.trim() === file.filename ? onCancel() : onSubmit(name.trim())));
	};
	const onKeyDown = (event: KeyboardEvent) => {
		// Nothing of it is for the list around.
		event.stopPropagation();
		if (event.key === 'Enter') submit();
		if (event.key === 'Escape') end(onCancel);
	};
	const message = wrong === null ? problem : t(wrong, { maximum: maximumNameLength });

	return (
		<span className={styles.field}>
			<input
				ref={input}
				className={styles.input}
				value={name}
				aria-label={t('label', { name: file.filename })}
				aria-invalid={message !== undefined}
				aria-describedby={message === undefined ? undefined : problemId}
				spellCheck={false}
				autoComplete="off"
				onChange={(event) => {
					setName(event.currentTarget.value);
					setWrong(null);
				}}
				onKeyDown={onKeyDown}
				onBlur={() => (checkName(name) === null ? submit() : end(onCancel))}
			/>
			{message !== undefined && (
				<span id={problemId} role="alert" className={styles.problem}>
					{message}
				</span>
			)}
		</span>
	);
};
