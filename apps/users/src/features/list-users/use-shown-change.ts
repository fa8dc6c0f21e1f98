import type { User } from '@flotilla/contracts';
import { useSessionState } from '@flotilla/session';
import { isRowSelected, type RowSelection } from '@flotilla/ui/table';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { BulkChange, ShowChange } from '../../people-list/selected-people.ts';

interface Options {
	/** Which list it is about: who "all" are is a matter of the list they were ticked in. */
	filters: string;
	/** The list that the rows are of, which for a moment is the one before. */
	shownFilters: string;
	selection: RowSelection;
	rows: readonly User[];
	rowAt: (index: number) => User | undefined;
	refresh: () => Promise<void>;
	refuse: (ids: readonly string[]) => void;
}

interface ShownChange {
	rowAt: (index: number) => User | undefined;
	/** Who is being deleted. */
	leaving: ReadonlySet<string>;
	show: ShowChange;
}

interface Pending {
	change: BulkChange;
	selection: RowSelection;
	filters: string;
}

/** Whoever was ticked by name is concerned in any list. */
const concerns = (pending: Pending, filters: string, id: string): boolean =>
	(pending.selection.kind === 'some' || pending.filters === filters) && isRowSelected(pending.selection, id);

/**
 * Lays a change of all who are ticked over the rows until the server has answered, and the list was fetched anew; what
 * it refuses is taken back, and the rows say so. Nobody changes their own role and status, or deletes themselves, so.
 */
export const useShownChange = (options: Options): ShownChange => {
	const { filters, shownFilters, selection, rows, rowAt, refresh, refuse } = options;
	const ownId = useSessionState(({ user }) => user?.id);
	const [open, setOpen] = useState<readonly Pending[]>([]);
	const now = useRef({ shownFilters, rows, refresh });
	now.current = { shownFilters, rows, refresh };

	const changesOf = useCallback(
		(id: string) => (id === ownId ? [] : open.filter((pending) => concerns(pending, shownFilters, id))),
		[open, ownId, shownFilters],
	);
	const lay = useMemo(() => {
		// A row that is asked for again is the same one, so that it is not drawn again.
		const laid = new WeakMap<User, User>();
		return (row: User): User => {
			const updates = changesOf(row.id).flatMap(({ change }) => (change.kind === 'update' ? [change.updates] : []));
			if (updates.length === 0) return row;
			const known = laid.get(row);
			if (known !== undefined) return known;
			const changed: User = Object.assign({}, row, ...updates);
			laid.set(row, changed);
			return changed;
		};
	}, [changesOf]);

	return {
		rowAt: useCallback(
			(index) => {
				const row = rowAt(index);
				return row === undefined ? row : lay(row);
			},
			[rowAt, lay],
		),
		leaving: useMemo(
			() =>
				new Set(
					rows.filter(({ id }) => changesOf(id).some(({ change }) => change.kind === 'remove')).map(({ id }) => id),
				),
			[rows, changesOf],
		),
		show: useCallback(
			(change) => {
				const pending: Pending = { change, selection, filters };
				setOpen((before) => [...before, pending]);
				return {
					async end(outcome) {
						const concerned = now.current.rows.filter(({ id }) => concerns(pending, now.current.shownFilters, id));
						// Without it the rows would be for a moment what they were.
						if (outcome === 'done') await now.current.refresh().catch(() => undefined);
						setOpen((before) => before.filter((other) => other !== pending));
						if (outcome === 'refused') refuse(concerned.map(({ id }) => id));
					},
				};
			},
			[filters, selection, refuse],
		),
	};
};
