import { isApiError } from '@flotilla/api-client';
import type { StoredFile } from '@flotilla/contracts';
import { conflictOf, useDescribeError, useRenameFile } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { useNotifications } from '@flotilla/session';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { renameFileMessages } from './rename-file.messages.ts';
import { RenameFile } from './rename-file.view.tsx';

export interface FileRenaming {
	/** The file whose name is being changed, and the field in place of it. */
	renaming: { id: string; view: ReactNode } | null;
	begin(file: StoredFile): void;
}

interface Draft {
	file: StoredFile;
	/** What was typed and refused. */
	text?: string;
	problem?: string;
	/** The version that a refused change is then made on. */
	ifMatch?: number;
}

/**
 * Changes names in place. The new one shows at once; a refusal takes it back, and brings back the field with what was
 * typed and why it was refused. While another name is being typed, that field stays and the refusal is told beside it;
 * so it is when the page was left meanwhile.
 */
export const useFileRenaming = (): FileRenaming => {
	const t = useMessages(renameFileMessages);
	const describe = useDescribeError();
	const notifications = useNotifications();
	const renameFile = useRenameFile();
	const [draft, setDraft] = useState<Draft | null>(null);
	/** For refusals, which come later than the render that sent. */
	const open = useRef<Draft | null>(null);
	const isLeft = useRef(false);
	useEffect(() => {
		isLeft.current = false;
		return () => {
			isLeft.current = true;
		};
	}, []);
	const show = (next: Draft | null): void => {
		open.current = next;
		setDraft(next);
	};

	const refuse = (file: StoredFile, text: string, error: unknown): void => {
		const theirs = conflictOf(error)?.theirs as StoredFile | undefined;
		const why = isApiError(error) ? describe(error) : undefined;
		const refused: Draft =
			theirs === undefined
				? { file, text, problem: why ?? t('failed') }
				: { file: theirs, text, problem: t('conflict', { theirs: theirs.filename }), ifMatch: theirs.version };
		if (open.current === null && !isLeft.current) {
			show(refused);
			return;
		}
		const message = theirs === undefined ? why : t('renamedMeanwhile', { theirs: theirs.filename });
		notifications.add({
			key: `files-not-renamed:${file.id}`,
			kind: 'error',
			title: t('notRenamed', { name: file.filename, text }),
			...(message !== undefined && { message }),
			// Pressing it leaves the other field, which saves that one. Without the page there is no field to come back to.
			...(!isLeft.current && { action: { label: t('again'), run: () => show(refused) } }),
		});
	};
	const submit = async ({ file, ifMatch = file.version }: Draft, name: string): Promise<void> => {
		show(null);
		try {
			await renameFile(file.id, name, { ifMatch, notify: false });
		} catch (error) {
			refuse(file, name, error);
		}
	};

	return {
		renaming: draft && {
			id: draft.file.id,
			view: (
				<RenameFile
					key={`${draft.file.version} ${draft.problem}`}
					file={draft.file}
					text={draft.text}
					problem={draft.problem}
					onSubmit={(name) => void submit(draft, name)}
					onCancel={() => show(null)}
				/>
			),
		},
		begin: (file) => show({ file }),
	};
};
