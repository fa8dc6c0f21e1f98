import type { User, UserSortField } from '@flotilla/contracts';
import { useFormat, useMessages } from '@flotilla/i18n';
import { ActionIcon, Icon, PersonAvatar, RelativeTime, StatusDot } from '@flotilla/ui';
import {
	type EditedCell,
	VirtualTable,
	type VirtualTableColumn,
	type VirtualTableLabels,
	type VirtualTableProps,
} from '@flotilla/ui/table';
import { memo, type ReactNode, useCallback, useMemo } from 'react';
import { Link, useNavigate } from 'react-router';
import { personMessages } from '../../person/person.messages.ts';
import { fullName } from '../../person/person-names.ts';
import { listUsersMessages } from './list-users.messages.ts';
import { editableColumns, type UserColumn, userColumns } from './user-columns.ts';
import styles from './users-table.module.css';
import { firstOrderOf } from './users-view.model.ts';

type Table = VirtualTableProps<User, UserColumn>;

interface Props
	extends Pick<
		Table,
		| 'count'
		| 'rowAt'
		| 'sort'
		| 'onSort'
		| 'selection'
		| 'onSelect'
		| 'onSelectAll'
		| 'onRange'
		| 'stale'
		| 'empty'
		| 'flashes'
		| 'leavingKeys'
		| 'endSpace'
		| 'position'
		| 'listKey'
	> {
	/** Those to show; null: the usual ones, fewer on a narrow screen. */
	shown: readonly UserColumn[] | null;
	edited: EditedCell<UserColumn> | null;
	onEdit: (cell: EditedCell<UserColumn>) => void;
	/** Whether a cell may be edited. */
	canEdit: (user: User, column: UserColumn) => boolean;
	/** Undefined where nothing may be. */
	renderEditor: ((user: User, column: UserColumn) => ReactNode) | undefined;
}

const widths: Readonly<Record<UserColumn, string>> = {
	name: 'minmax(13rem, 1.4fr)',
	email: 'minmax(12rem, 1.4fr)',
	role: 'minmax(8.5rem, 0.8fr)',
	status: 'minmax(7rem, 0.6fr)',
	lastSignInAt: 'minmax(8.5rem, 0.8fr)',
	createdAt: 'minmax(7.5rem, 0.6fr)',
};

const bones: Readonly<Record<UserColumn, string>> = {
	name: '16ch',
	email: '22ch',
	role: '9ch',
	status: '7ch',
	lastSignInAt: '11ch',
	createdAt: '9ch',
};

/** On narrower screens the usual columns are fewer; those that somebody chose are not. */
const hideBelow: Partial<Record<UserColumn, 'md' | 'lg'>> = { createdAt: 'lg', lastSignInAt: 'md' };

const keyOf = ({ id }: User) => id;
const hrefOf = ({ id }: User) => `/users/${id}`;
const dataOf = ({ id }: User) => ({ 'data-user-id': id });

/** The list's rows. It is drawn again when the list changes, not when somebody types into the search. */
export const UsersTable = memo(({ shown, edited, onEdit, canEdit, renderEditor, ...table }: Props) => {
	const t = useMessages(listUsersMessages);
	const person = useMessages(personMessages);
	const format = useFormat();
	const navigate = useNavigate();

	const columns = useMemo<readonly VirtualTableColumn<User, UserColumn>[]>(() => {
		const render: Readonly<Record<UserColumn, (user: User) => ReactNode>> = {
			name: (user) => (
				<span className={styles.person}>
					<PersonAvatar {...nameAndPicture(user)} size={24} />
					<span className={styles.cut} title={fullName(user)}>
						{fullName(user)}
					</span>
				</span>
			),
			email: ({ email }) => (
				<span className={styles.cut} title={email}>
					{email}
				</span>
			),
			role: ({ role }) => <span className={styles.cut}>{person(role)}</span>,
			status: ({ status }) => (
				<StatusDot tone={status === 'active' ? 'success' : 'neutral'}>{person(status)}</StatusDot>
			),
			lastSignInAt: ({ lastSignInAt }) =>
				lastSignInAt === null ? (
					<span className={styles.dimmed}>{t('never')}</span>
				) : (
					<RelativeTime value={lastSignInAt} />
				),
			createdAt: ({ createdAt }) => <span>{format.date(createdAt)}</span>,
		};
		return userColumns.map((key) => {
			const below = shown === null ? hideBelow[key] : undefined;
			return {
				key,
				header: t(`column.${key}`),
				render: render[key],
				sortable: true,
				firstOrder: firstOrderOf(key),
				width: widths[key],
				skeletonWidth: bones[key],
				...(below !== undefined && { hideBelow: below }),
				...(renderEditor !== undefined &&
					editableColumns.includes(key) && {
						edit: (user: User) => renderEditor(user, key),
						canEdit: (user: User) => canEdit(user, key),
					}),
			};
		});
	}, [t, person, format, shown, canEdit, renderEditor]);

	const hidden = useMemo(
		() => (shown === null ? undefined : new Set(userColumns.filter((column) => !shown.includes(column)))),
		[shown],
	);

	const labels = useMemo<VirtualTableLabels<User>>(
		() => ({
			selectVisible: t('selectVisible'),
			selectRow: (user) => t('selectPerson', { name: fullName(user) }),
			actions: t('actions'),
		}),
		[t],
	);

	const compactCell = useCallback(
		(user: User) => (
			<span className={styles.compact}>
				<PersonAvatar {...nameAndPicture(user)} size={32} />
				<span className={styles.lines}>
					<span className={`${styles.cut} ${styles.name}`}>{fullName(user)}</span>
					<span className={`${styles.cut} ${styles.small}`}>{user.email}</span>
				</span>
				<span className={styles.facts}>
					<span>{person(user.role)}</span>
					<StatusDot tone={user.status === 'active' ? 'success' : 'neutral'}>{person(user.status)}</StatusDot>
				</span>
			</span>
		),
		[person],
	);

	const beginEdit = useCallback((user: User, column: UserColumn) => onEdit({ row: user.id, column }), [onEdit]);
	const rowActions = useCallback(
		(user: User, tabIndex: 0 | -1) => {
			const column = editableColumns.find((key) => canEdit(user, key));
			return column === undefined ? null : (
				<ActionIcon
					size="sm"
					variant="subtle"
					color="gray"
					tabIndex={tabIndex}
					aria-label={t('editPerson', { name: fullName(user) })}
					onClick={() => beginEdit(user, column)}
				>
					<Icon name="edit" size={14} />
				</ActionIcon>
			);
		},
		[t, canEdit, beginEdit],
	);

	return (
		<VirtualTable<User, UserSortField>
			{...table}
			className={styles.table}
			label={t('title')}
			labels={labels}
			columns={columns}
			hiddenColumns={hidden}
			rowKey={keyOf}
			rowData={dataOf}
			rowHref={hrefOf}
			linkComponent={Link}
			compactCell={compactCell}
			onOpen={(user) => void navigate(hrefOf(user))}
			edited={edited}
			{...(renderEditor !== undefined && { onEdit: beginEdit, rowActions })}
		/>
	);
});

const nameAndPicture = ({ firstName, lastName, avatarUrl }: User) => ({
	firstName,
	lastName,
	...(avatarUrl !== null && { src: avatarUrl }),
});
