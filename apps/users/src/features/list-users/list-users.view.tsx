import { maximumBulkUsers, type User, type UsersListQuery } from '@flotilla/contracts';
import { useNetworkState } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { useSessionState } from '@flotilla/session';
import { Button, EmptyState, Icon, PageHeader } from '@flotilla/ui';
import { countSelected, type EditedCell, type VirtualTableSort } from '@flotilla/ui/table';
import { type ReactNode, useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { LoadFailure } from '../../failure/load-failure.tsx';
import type { SelectedPeople } from '../../people-list/selected-people.ts';
import { listUsersMessages } from './list-users.messages.ts';
import styles from './list-users.module.css';
import { mayEdit } from './may-edit.ts';
import { readRememberedColumns, rememberColumns } from './remembered-columns.ts';
import { useListPlace } from './use-list-place.ts';
import { usePeopleSelection } from './use-people-selection.ts';
import { useRowFlashes } from './use-row-flashes.ts';
import { useShownChange } from './use-shown-change.ts';
import { type UsersQuestion, useUserPages } from './use-user-pages.ts';
import { editableColumns, type UserColumn } from './user-columns.ts';
import { UsersFilters } from './users-filters.tsx';
import { UsersTable } from './users-table.tsx';
import { isFiltered, readUsersView, toUsersQuery, type UsersView, writeUsersView } from './users-view.model.ts';
import { rowsPerPage } from './visible-pages.model.ts';

/** What is edited in a row, for whoever draws the control. */
export interface EditedPerson {
	user: User;
	column: UserColumn;
	/** Moves on: to another cell of the row, or nowhere. */
	onMove: (step: 1 | -1) => void;
	onEnd: () => void;
	/** The row shows that its change was taken back. */
	onRefused: () => void;
}

/** What the list is narrowed and ordered by, and how many people fit. */
export interface ShownPeople {
	query: UsersListQuery;
	total: number | undefined;
}

interface Props {
	/** Buttons of the page's head, by what the list shows. Default: none. */
	renderActions?: ((shown: ShownPeople) => ReactNode) | undefined;
	/** What can be done to who is ticked. Default: nobody can be. */
	renderSelection?: ((people: SelectedPeople) => ReactNode) | undefined;
	/** Edits a cell in its place. Default: nothing can be. */
	renderEditor?: ((edited: EditedPerson) => ReactNode) | undefined;
}

/** Pixels that the bar with what can be done takes at the end of the list. */
const barSpace = 112;

/** Who fits, whatever the order. */
const filtersOf = ({ search, role, status }: UsersQuestion): string => JSON.stringify([search, role, status]);

/** Everybody, in one scroll. All of its state is in the address, so every view of it can be shared. */
export const ListUsers = ({ renderActions, renderSelection, renderEditor }: Props) => {
	const t = useMessages(listUsersMessages);
	const [params, setParams] = useSearchParams();
	const address = params.toString();
	const view = useMemo(() => readUsersView(new URLSearchParams(address)), [address]);
	const [remembered, setRemembered] = useState(readRememberedColumns);
	const columns = view.columns ?? remembered;
	const place = useListPlace();
	const query = useMemo(() => toUsersQuery(view), [view]);
	const list = useUserPages(query, place);
	const { total, onRange, error, refresh } = list;
	const network = useNetworkState();
	// Nobody can be asked: what an earlier visit kept is no failure.
	const isKept = list.isStale && network !== 'online';
	const failure = isKept ? undefined : error;

	const show = useCallback(
		(next: UsersView, options?: { replace: boolean }) => setParams(writeUsersView(next), options),
		[setParams],
	);
	const chooseColumns = useCallback(
		(next: readonly UserColumn[] | null) => {
			rememberColumns(next);
			setRemembered(next);
			show({ ...view, columns: next }, { replace: true });
		},
		[view, show],
	);

	const { flashes, refuse } = useRowFlashes(list.rows);
	const says = useMemo(
		() => ({
			tooMany: t('tooMany', { maximum: maximumBulkUsers }),
			tooManyHint: t('tooManyHint'),
			notLoaded: t('notLoaded'),
		}),
		[t],
	);
	const { search, role, status } = view;
	const filters = filtersOf(query);
	const ticked = usePeopleSelection({ filters, rowAt: list.rowAt, load: list.load, says });
	const { selection } = ticked;
	const shown = useShownChange({
		filters,
		shownFilters: filtersOf(list.answered),
		selection,
		rows: list.rows,
		rowAt: list.rowAt,
		refresh,
		refuse,
	});
	const count = countSelected(selection, total ?? 0);

	const ownId = useSessionState(({ user }) => user?.id);
	const permissions = useSessionState((state) => state.permissions);
	// To tick somebody who nothing can be done to would be a promise that is not kept.
	const canTick =
		renderSelection !== undefined && (permissions.includes('users:update') || permissions.includes('users:delete'));
	const canEdit = useCallback(
		(user: User, column: UserColumn) => mayEdit({ id: ownId, permissions }, user, column),
		[ownId, permissions],
	);
	const [edited, setEdited] = useState<EditedCell<UserColumn> | null>(null);
	const editor = useCallback(
		(user: User, column: UserColumn) =>
			renderEditor?.({
				user,
				column,
				onMove(step) {
					const shownColumns = editableColumns.filter((key) => columns?.includes(key) !== false && canEdit(user, key));
					const next = shownColumns[shownColumns.indexOf(column) + step];
					setEdited(next === undefined ? null : { row: user.id, column: next });
				},
				onEnd: () => setEdited(null),
				onRefused: () => refuse([user.id]),
			}),
		[renderEditor, columns, canEdit, refuse],
	);

	const sort = useMemo<VirtualTableSort<UserColumn>>(() => ({ by: view.sortBy, order: view.sortOrder }), [view]);
	const onSort = useCallback(
		({ by, order }: VirtualTableSort<UserColumn>) => show({ ...view, sortBy: by, sortOrder: order }),
		[view, show],
	);
	const onRows = useCallback(
		(first: number, last: number) => {
			Object.assign(place, { first, last, total });
			onRange(first, last);
		},
		[place, onRange, total],
	);
	const clearFilters = useCallback(() => show({ ...view, search: '', role: null, status: null }), [view, show]);
	const empty = useMemo(() => <NobodyFound view={view} onClear={clearFilters} />, [view, clearFilters]);
	const actions = useMemo(() => renderActions?.({ query, total }), [renderActions, query, total]);
	const { names, selectAll } = ticked;
	const people = useMemo<SelectedPeople>(
		() => ({
			selection,
			count,
			total: total ?? 0,
			filters: { search, role, status },
			names,
			selectAll: () => selectAll(true),
			clear: () => selectAll(false),
			show: shown.show,
		}),
		[selection, count, total, search, role, status, names, selectAll, shown.show],
	);

	return (
		<div className={styles.page}>
			<title>{t('pageTitle')}</title>
			<PageHeader
				title={t('title')}
				description={<Total list={list} filtered={isFiltered(view)} isKept={isKept} />}
				{...(actions !== undefined && { actions })}
			/>
			<div className={styles.body}>
				<UsersFilters view={view} columns={columns} onChange={show} onColumns={chooseColumns} />
				{failure === undefined ? null : (
					<LoadFailure what={t('list')} error={failure} onRetry={() => void refresh()} retrying={list.isValidating} />
				)}
				{failure !== undefined && total === undefined ? null : (
					<UsersTable
						count={total === undefined || list.totalIsExact ? total : total + rowsPerPage}
						rowAt={shown.rowAt}
						shown={columns}
						sort={sort}
						onSort={onSort}
						{...(canTick && {
							selection,
							onSelect: ticked.select,
							onSelectAll: ticked.selectAll,
							endSpace: count > 0 ? barSpace : 0,
						})}
						edited={edited}
						onEdit={setEdited}
						canEdit={canEdit}
						renderEditor={renderEditor === undefined ? undefined : editor}
						onRange={onRows}
						stale={list.isPrevious}
						flashes={flashes}
						leavingKeys={shown.leaving}
						position={place.position}
						listKey={JSON.stringify(query)}
						empty={empty}
					/>
				)}
			</div>
			{renderSelection === undefined ? null : <Selection people={people} render={renderSelection} />}
		</div>
	);
};

/** What can be done to who is ticked. The tick is painted first: the bar is a good deal more to draw than a row. */
const Selection = ({ people, render }: { people: SelectedPeople; render: (people: SelectedPeople) => ReactNode }) => {
	const drawn = useDeferredValue(people);
	return useMemo(() => (drawn.count > 0 ? render(drawn) : null), [drawn, render]);
};

/** How many there are; a space while it is unknown keeps the line's height. */
const Total = ({
	list: { total, totalIsExact },
	filtered,
	isKept,
}: {
	list: { total: number | undefined; totalIsExact: boolean };
	filtered: boolean;
	isKept: boolean;
}) => {
	const t = useMessages(listUsersMessages);
	if (total === undefined) return <span role="status">{'\u00a0'}</span>;
	const text = filtered
		? t(totalIsExact ? 'found' : 'foundOrMore', { count: total })
		: t(totalIsExact ? 'total' : 'totalOrMore', { count: total });
	return <span role="status">{isKept ? t('kept', { total: text }) : text}</span>;
};

const NobodyFound = ({ view, onClear }: { view: UsersView; onClear: () => void }) => {
	const t = useMessages(listUsersMessages);
	if (!isFiltered(view)) {
		return <EmptyState icon={<Icon name="users" />} title={t('nobody')} description={t('nobodyHint')} />;
	}
	return (
		<EmptyState
			icon={<Icon name="search" />}
			title={view.search === '' ? t('nobodyForFilters') : t('nobodyForSearch', { search: view.search })}
			description={t('searchedWhere')}
			action={
				<Button variant="default" onClick={onClear}>
					{t('clearFilters')}
				</Button>
			}
		/>
	);
};
