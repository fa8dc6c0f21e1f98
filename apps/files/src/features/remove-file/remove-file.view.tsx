import { isApiError } from '@flotilla/api-client';
import type { StoredFile } from '@flotilla/contracts';
import { useRemoveFile } from '@flotilla/data-cache';
import { useNotifications, useSessionState } from '@flotilla/session';
import { ActionIcon, ConfirmDialog, Icon, Text } from '@flotilla/ui';
import { useState } from 'react';
import { mayRemove } from './remove-file.model.ts';

/** Asks, then removes the file from every list at once; a refusal brings it back and is told. */
export const RemoveFile = ({ file }: { file: StoredFile }) => {
	const userId = useSessionState((state) => state.user?.id);
	const permissions = useSessionState((state) => state.permissions);
	const notifications = useNotifications();
	const remove = useRemoveFile();
	const [asking, setAsking] = useState(false);

	if (!mayRemove(file, { id: userId, permissions })) return null;

	const confirm = async (): Promise<void> => {
		setAsking(false);
		try {
			await remove(file.id);
		} catch (error) {
			notifications.add({
				kind: 'error',
				title: `${file.originalName} was not deleted`,
				message: isApiError(error) ? error.message : 'Check the connection and try again.',
			});
		}
	};

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
				onConfirm={() => void confirm()}
			>
				<Text style={{ overflowWrap: 'anywhere' }}>{`“${file.originalName}” is deleted for everybody, for good.`}</Text>
			</ConfirmDialog>
		</>
	);
};
