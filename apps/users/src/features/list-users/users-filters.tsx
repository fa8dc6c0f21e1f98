import { type Role, roles, type UserStatus, userStatuses } from '@flotilla/contracts';
import { useMessages } from '@flotilla/i18n';
import { Button, Icon, Menu } from '@flotilla/ui';
import { SearchInput, Select, useDebouncedText } from '@flotilla/ui/forms';
import { memo } from 'react';
import { personMessages } from '../../person/person.messages.ts';
import { listUsersMessages } from './list-users.messages.ts';
import styles from './list-users.module.css';
import { fixedColumn, orderColumns, type UserColumn, userColumns } from './user-columns.ts';
import { maximumSearch, sortUsersView, type UsersView } from './users-view.model.ts';

interface Props {
	view: UsersView;
	/** Null: the usual ones. */
	columns: readonly UserColumn[] | null;
	onChange: (view: UsersView, options?: { replace: boolean }) => void;
	onColumns: (columns: readonly UserColumn[] | null) => void;
}

/** Who is listed, and what of them. What is typed is kept here, so that typing draws nothing but the field. */
export const UsersFilters = memo(({ view, columns, onChange, onColumns }: Props) => {
	const t = useMessages(listUsersMessages);
	const person = useMessages(personMessages);
	const [text, setText] = useDebouncedText(view.search, (search) =>
		// A step back should not undo a search letter by letter.
		onChange({ ...view, search }, { replace: true }),
	);
	const shown = columns ?? userColumns;

	return (
		<div className={styles.filters}>
			<SearchInput
				label={t('search')}
				placeholder={t('searchHint')}
				clearLabel={t('clearSearch')}
				value={text}
				onChange={setText}
				className={styles.search ?? ''}
				maxLength={maximumSearch}
			/>
			<Select
				aria-label={person('role')}
				className={styles.filter ?? ''}
				data={[{ value: '', label: t('allRoles') }, ...roles.map((value) => ({ value, label: person(value) }))]}
				value={view.role ?? ''}
				onChange={(role) => onChange({ ...view, role: role === '' ? null : (role as Role) })}
			/>
			<Select
				aria-label={person('status')}
				className={styles.filter ?? ''}
				data={[{ value: '', label: t('anyStatus') }, ...userStatuses.map((value) => ({ value, label: person(value) }))]}
				value={view.status ?? ''}
				onChange={(status) => onChange({ ...view, status: status === '' ? null : (status as UserStatus) })}
			/>
			<div className={styles.sort}>
				<Select
					aria-label={t('sortBy')}
					data={userColumns.map((value) => ({ value, label: t(`column.${value}`) }))}
					value={view.sortBy}
					onChange={(field) => onChange(sortUsersView(view, field as UserColumn))}
				/>
			</div>
			<div className={styles.columns}>
				<Menu position="bottom-end">
					<Menu.Target>
						<Button variant="default" rightSection={<Icon name="chevron-down" size={14} />}>
							{t('columns')}
						</Button>
					</Menu.Target>
					<Menu.Dropdown aria-label={t('columns')}>
						{userColumns.map((column) => {
							const isShown = shown.includes(column);
							return (
								<Menu.Item
									key={column}
									checked={isShown}
									disabled={column === fixedColumn}
									closeMenuOnClick={false}
									onClick={() =>
										onColumns(orderColumns(isShown ? shown.filter((other) => other !== column) : [...shown, column]))
									}
								>
									{t(`column.${column}`)}
								</Menu.Item>
							);
						})}
						<Menu.Divider />
						<Menu.Item disabled={columns === null} onClick={() => onColumns(null)}>
							{t('resetColumns')}
						</Menu.Item>
					</Menu.Dropdown>
				</Menu>
			</div>
		</div>
	);
});
