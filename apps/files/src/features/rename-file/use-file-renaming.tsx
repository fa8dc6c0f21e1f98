import { isApiError } from '@flotilla/api-client';
import type { StoredFile } from '@flotilla/contracts';
import { conflictOf, useDescribeError, useRenameFile } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { type ReactNode, useState } from 'react';
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
 * typed and why it was refused.
 */
export const useFileRenaming = (): FileRenaming => {
	const t = useMessages(renameFileMessages);
	const describe = useDescribeError();
	const renameFile = useRenameFile();
	const [draft, setDraft] = useState<Draft | null>(null);

	const refuse = (file: StoredFile, text: string, error: unknown): void => {
		const theirs = conflictOf(error)?.theirs as StoredFile | undefined;
		if (theirs !== undefined) {
			const problem = t('conflict', { theirs: theirs.filename });
			setDraft({ file: theirs, text, problem, ifMatch: theirs.version });
		} else setDraft({ file, text, problem: isApiError(error) ? describe(error) : t('failed') });
	};
	const submit = async ({ file, ifMatch = file.version }: Draft, name: string): Promise<void> => {
		setDraft(null);
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
					onCancel={() => setDraft(null)}
				/>
			),
		},
		begin: (file) => setDraft({ file }),
	};
};
