import type { UsersListQuery } from '@flotilla/contracts';
import { useMessages } from '@flotilla/i18n';
import { useCan } from '@flotilla/session';
import { Button, Icon } from '@flotilla/ui';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import { headButton } from '../people-list/head-button.ts';
import { usersAppMessages } from './users-app.messages.ts';

// The list is there first; its buttons are pressed later.
const ExportUsers = lazy(async () => ({
	default: (await import(/* webpackChunkName: "soon-list-actions" */ '../features/export-users/export-users.view.tsx'))
		.ExportUsers,
}));

interface Props {
	/** What the list shows. */
	query: UsersListQuery;
	total: number | undefined;
}

/** What can be done above the list, for those who may. */
export const ListActions = ({ query: { search, role, status, sortBy, sortOrder }, total }: Props) => {
	const t = useMessages(usersAppMessages);
	const mayCreate = useCan('users:create');
	return (
		<>
			{useCan('users:export') && (
				<Suspense>
					<ExportUsers query={{ search, role, status, sortBy, sortOrder }} total={total} />
				</Suspense>
			)}
			{mayCreate && (
				<>
					<Button
						component={Link}
						to="/users/import"
						variant="default"
						leftSection={<Icon name="upload" />}
						classNames={headButton}
					>
						{t('import')}
					</Button>
					<Button component={Link} to="/users/new" leftSection={<Icon name="plus" />}>
						{t('new')}
					</Button>
				</>
			)}
		</>
	);
};
