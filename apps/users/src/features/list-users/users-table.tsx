import type { User, UserSortField } from '@flotilla/contracts';
import { PersonAvatar, StatusDot } from '@flotilla/ui';
import { DataTable, type DataTableColumn, type DataTableSort, formatDate, RelativeTime } from '@flotilla/ui/data';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { fullName, roleNames, statusNames } from '../../person/person-names.ts';
import { useChangedRows } from './use-changed-rows.ts';
import styles from './users-table.module.css';
import { rowsPerPage } from './users-view.model.ts';

interface Props {
	/** Undefined while they are on their way. */
	users: readonly User[] | undefined;
	/** The users are those of another question, until the answer to the new one is here. */
	stale: boolean;
	sort: DataTableSort<UserSortField>;
	onSort: (field: UserSortField) => void;
	/** Stands in place of no rows. */
	empty: ReactNode;
}

const columns: readonly DataTableColumn<User, UserSortField>[] = [
	{ key: 'name', header: 'Name', sortable: true, truncate: true, render: (user) => <Person user={user} /> },
	{ key: 'role', header: 'Role', sortable: true, width: '9rem', render: ({ role }) => roleNames[role] },
	{
		key: 'status',
		header: 'Status',
		sortable: true,
		width: '7.5rem',
		hideBelow: 'sm',
		render: ({ status }) => (
			<StatusDot tone={status === 'active' ? 'success' : 'neutral'}>{statusNames[status]}</StatusDot>
		),
	},
	{
		key: 'lastSignInAt',
		header: 'Last sign-in',
		sortable: true,
		width: '9rem',
		hideBelow: 'sm',
		render: ({ lastSignInAt }) => (lastSignInAt === null ? 'Never' : <RelativeTime value={lastSignInAt} />),
	},
	{
		key: 'createdAt',
		header: 'Created',
		sortable: true,
		width: '8rem',
		hideBelow: 'md',
		render: ({ createdAt }) => formatDate(createdAt),
	},
];

export const UsersTable = ({ users, stale, sort, onSort, empty }: Props) => (
	<DataTable
		label="Users"
		columns={columns}
		rows={users ?? []}
		rowKey={(user) => user.id}
		rowProps={(user) => ({ 'data-user-id': user.id })}
		onRowHref={(user) => `/users/${user.id}`}
		linkComponent={Link}
		sort={sort}
		onSort={({ by }) => onSort(by)}
		loading={users === undefined || stale}
		skeletonRows={rowsPerPage}
		highlightKeys={useChangedRows(users)}
		empty={empty}
	/>
);

/** Two short lines, no higher than the table's rows. */
const Person = ({ user }: { user: User }) => (
	<span className={styles.person}>
		<PersonAvatar firstName={user.firstName} lastName={user.lastName} size={28} />
		<span className={styles.lines}>
			<span className={styles.name} title={fullName(user)}>
				{fullName(user)}
			</span>
			<span className={styles.email} title={user.email}>
				{user.email}
			</span>
		</span>
	</span>
);
