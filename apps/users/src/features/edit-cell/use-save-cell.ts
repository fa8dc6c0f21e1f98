import { isApiError } from '@flotilla/api-client';
import type { UpdateUserBody, User } from '@flotilla/contracts';
import { useDescribeError, useUpdateUser } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { useNotifications } from '@flotilla/session';
import { useNavigate } from 'react-router';
import { tellReason } from '../../failure/tell-reason.ts';
import { fullName } from '../../person/person-names.ts';
import { editCellMessages } from './edit-cell.messages.ts';

const reasonKey = (code: string) => `reason.${code}`;

/** Saves a cell on the version that was edited. It shows at once; what is refused is taken back, and why is told. */
export const useSaveCell = () => {
	const t = useMessages(editCellMessages);
	const describe = useDescribeError();
	const notifications = useNotifications();
	const update = useUpdateUser();
	const navigate = useNavigate();

	return async (user: User, changes: UpdateUserBody, onRefused: () => void): Promise<void> => {
		try {
			await update(user.id, changes, { ifMatch: user.version, notify: false });
		} catch (error) {
			onRefused();
			const name = fullName(user);
			const isConflict = isApiError(error) && error.code === 'VERSION_CONFLICT';
			notifications.add({
				kind: isConflict ? 'warning' : 'error',
				title: t('notSaved', { name }),
				message: isConflict ? t('changedByOther', { name }) : tellReason(error, { t, describe, keyOf: reasonKey }),
				...(isConflict && {
					duration: null,
					action: { label: t('open'), run: () => void navigate(`/users/${user.id}`) },
				}),
			});
		}
	};
};
