import type { BulkOutcome } from '@flotilla/contracts';
import { useBulkRemoveUsers, useBulkUpdateUsers, useDescribeError, useUndoBulk } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { useNotifications } from '@flotilla/session';
import { useState } from 'react';
import { tellReason } from '../../failure/tell-reason.ts';
import type { BulkChange, SelectedPeople } from '../../people-list/selected-people.ts';
import { toBulkSelection } from './bulk-change.model.ts';
import { bulkChangeUsersMessages } from './bulk-change-users.messages.ts';

/** Milliseconds in which it can be taken back from the message that tells of it. */
export const undoOffered = 10_000;

const reasonKey = (code: string) => `reason.${code}`;

/** Does something to all who are ticked, tells exactly what came of it, and offers to take it back. */
export const useBulkChange = ({ selection, filters, show, clear }: SelectedPeople) => {
	const t = useMessages(bulkChangeUsersMessages);
	const describe = useDescribeError();
	const notifications = useNotifications();
	const update = useBulkUpdateUsers();
	const remove = useBulkRemoveUsers();
	const undoBulk = useUndoBulk();
	const [busy, setBusy] = useState(false);

	const undo = async (token: string): Promise<void> => {
		try {
			const { restored, changedSince } = await undoBulk(token);
			notifications.add({
				kind: 'success',
				title: t('undone', { count: restored }),
				...(changedSince > 0 && { message: t('changedSince', { count: changedSince }) }),
			});
		} catch (error) {
			notifications.add({
				kind: 'error',
				title: t('refusedUndo'),
				message: tellReason(error, { t, describe, keyOf: reasonKey }),
			});
		}
	};

	const tell = (isRemoval: boolean, { changed, skipped, undo: token }: BulkOutcome): void => {
		notifications.add({
			kind: changed === 0 ? 'info' : 'success',
			title: t(isRemoval ? 'deleted' : 'changed', { count: changed }),
			...(skipped > 0 && { message: t('skipped', { count: skipped }) }),
			duration: undoOffered,
			// One that is not taken back any more is not counted up into the next.
			key: `users:bulk:${token ?? 'nobody'}`,
			...(token !== null && { action: { label: t('undo'), run: () => void undo(token) } }),
		});
	};

	/** True when it was done. */
	const run = async (change: BulkChange): Promise<boolean> => {
		const isRemoval = change.kind === 'remove';
		const who = toBulkSelection(selection, filters);
		setBusy(true);
		const shown = show(change);
		try {
			const outcome = change.kind === 'update' ? await update(who, change.updates) : await remove(who);
			await shown.end('done');
			tell(isRemoval, outcome);
			// Who is gone cannot be ticked; whose role was changed may be wanted for the next change.
			if (isRemoval) clear();
			return true;
		} catch (error) {
			await shown.end('refused');
			notifications.add({
				kind: 'error',
				title: t(isRemoval ? 'refusedDelete' : 'refused'),
				message: tellReason(error, { t, describe, keyOf: reasonKey }),
			});
			return false;
		} finally {
			setBusy(false);
		}
	};

	return { run, busy };
};
