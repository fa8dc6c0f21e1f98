import { type Role, roles, type UserStatus, type UsersListQuery, userStatuses } from '@flotilla/contracts';
import { useNetworkState, useUsers } from '@flotilla/data-cache';
import { Button, EmptyState, Group, Icon, PageHeader, Stack } from '@flotilla/ui';
import { PageControls } from '@flotilla/ui/data';
import { SearchInput, Select, useDebouncedText } from '@flotilla/ui/forms';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { LoadFailure } from '../../failure/load-failure.tsx';
import { roleNames, statusNames } from '../../person/person-names.ts';
import styles from './list-users.module.css';
import { UsersTable } from './users-table.tsx';
import {
	changeUsersView,
	isFiltered,
	readUsersView,
	rowsPerPage,
	sortUsersView,
	toUsersListQuery,
	type UsersView,
	writeUsersView,
} from './users-view.model.ts';

interface Props {
	/** What can be done with what is shown. Default: nothing. */
	renderActions?: (shown: { query: UsersListQuery; total: number | undefined }) => ReactNode;
}

/** Everybody, a page at a time. All of its state is in the address, so every view of it can be shared. */
export const ListUsers = ({ renderActions }: Props) => {
	const [params, setParams] = useSearchParams();
	const view = readUsersView(params);
	const query = toUsersListQuery(view);
	const { data, error, isLoading, isStale, isValidating, refresh } = useUsers(query);
	const network = useNetworkState();
	// Nobody can be asked: what an earlier visit kept is no failure.
	const isKept = isStale && network !== 'online';
	const failure = isKept ? undefined : error;
	const show = (next: UsersView, options?: { replace: boolean }) => setParams(writeUsersView(next), options);
	const [text, setText] = useDebouncedText(view.search, (search) =>
		// A step back should not undo a search letter by letter.
		show(changeUsersView(view, { search }), { replace: true }),
	);

	return (
		<>
			<title>Users · Flotilla</title>
			<PageHeader
				title="Users"
				description={describeTotal(data?.pagination.total, view, isKept)}
				actions={renderActions?.({ query, total: data?.pagination.total })}
			/>
			<Stack gap="md">
				<Group gap="sm" className={styles.filters}>
					<SearchInput
						label="Search users"
						placeholder="Search by name or e-mail"
						value={text}
						onChange={setText}
						className={styles.search}
						maxLength={200}
					/>
					<Select
						aria-label="Role"
						data={[{ value: '', label: 'All roles' }, ...roles.map((value) => ({ value, label: roleNames[value] }))]}
						value={view.role ?? ''}
						onChange={(role) => show(changeUsersView(view, { role: role === '' ? null : (role as Role) }))}
					/>
					<Select
						aria-label="Status"
						data={[
							{ value: '', label: 'Any status' },
							...userStatuses.map((value) => ({ value, label: statusNames[value] })),
						]}
						value={view.status ?? ''}
						onChange={(status) =>
							show(changeUsersView(view, { status: status === '' ? null : (status as UserStatus) }))
						}
					/>
				</Group>
				{failure !== undefined && (
					<LoadFailure
						what="The list of users"
						error={failure}
						onRetry={() => void refresh()}
						retrying={isValidating}
					/>
				)}
				{(failure === undefined || data !== undefined) && (
					<>
						<UsersTable
							users={data?.users}
							stale={isLoading || failure !== undefined}
							sort={{ by: view.sortBy, order: view.sortOrder }}
							onSort={(field) => show(sortUsersView(view, field))}
							empty={<NobodyFound view={view} onClear={() => show(changeUsersView(view, noFilters))} />}
						/>
						<PageControls
							page={view.page}
							totalPages={data?.pagination.totalPages ?? 1}
							total={data?.pagination.total ?? 0}
							limit={rowsPerPage}
							noun="users"
							onPage={(page) => show(changeUsersView(view, { page }))}
						/>
					</>
				)}
			</Stack>
		</>
	);
};

const noFilters = { search: '', role: null, status: null } as const;

const NobodyFound = ({ view, onClear }: { view: UsersView; onClear: () => void }) =>
	isFiltered(view) ? (
		<EmptyState
			icon={<Icon name="search" />}
			title={view.search === '' ? 'Nobody fits these filters' : `Nobody fits “${view.search}”`}
			description="Names and e-mail addresses were searched; case and accents do not matter."
			action={
				<Button variant="default" onClick={onClear}>
					Clear search
				</Button>
			}
		/>
	) : (
		<EmptyState
			icon={<Icon name="users" />}
			title="Nobody on this page"
			description={view.page > 1 ? 'The list has become shorter.' : 'Accounts show up here once there are any.'}
			{...(view.page > 1 && {
				action: (
					<Button variant="default" onClick={onClear}>
						Go to the first page
					</Button>
				),
			})}
		/>
	);

/** A space while it is unknown keeps the line's height. */
const describeTotal = (total: number | undefined, view: UsersView, isKept: boolean): string => {
	if (total === undefined) return '\u00a0';
	const count = total === 1 ? '1 person' : `${total.toLocaleString()} people`;
	return `${isFiltered(view) ? `${count} found` : count}${isKept ? ', as of your last visit' : ''}`;
};
