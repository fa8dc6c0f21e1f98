import type { StoredFile } from '@flotilla/contracts';
import { useSessionState } from '@flotilla/session';
import { ActionIcon, ConfirmDialog, Icon } from '@flotilla/ui';
import { useState } from 'react';
import { mayRemove } from './remove-file.model.ts';

interface Props {
	file: StoredFile;
	onConfirm: (file: StoredFile) => void;
}

/** The way to remove a file, for people who may; asks first. */
export const RemoveFile = ({ file, onConfirm }: Props) => {
	const userId = useSessionState((state) => state.user?.id);
	const permissions = useSessionState((state) => state.permissions);
	const [asking, setAsking] = useState(false);

	if (!mayRemove(file, { id: userId, permissions })) return null;
	return (
		<>
			<ActionIcon aria-label={`Delete ${file.originalName}`} onClick={() => setAsking(true)}>
				<Icon name="trash" />
			</ActionIcon>
			<ConfirmDialog
				opened={asking}
				title="Delete this file?"
				confirmLabel="Delete file"
				danger
				onCancel={() => setAsking(false)}
				onConfirm={() => {
					setAsking(false);
					onConfirm(file);
				}}
			>
				{`“${file.originalName}” is deleted for everybody, for good.`}
			</ConfirmDialog>
		</>
	);
};
