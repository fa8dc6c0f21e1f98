import type { User } from '@flotilla/contracts';
import { useSessionState } from '@flotilla/session';
import { isRowSelected, type RowSelection } from '@flotilla/ui/table';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { BulkChange, ShowChange } from '../../people-list/selected-people.ts';

interface Options {
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

/**
 * Lays a change of all who are ticked over the rows until the server has answered, and the list was fetched anew; what
 * it refuses is taken back, and the rows say so. Nobody changes their own role and status, or deletes themselves, so.
 */
export const useShownChange = ({ selection, rows, rowAt, refresh, refuse }: Options): ShownChange => {
	const ownId = useSessionState(({ user }) => user?.id);
	const [open, setOpen] = useState<readonly { change: BulkChange; selection: RowSelection }[]>([]);
	const now = useRef({ rows, refresh });
	now.current = { rows, refresh };

	const changesOf = useCallback(
		(id: string) => (id === ownId ? [] : open.filter((shown) => isRowSelected(shown.selection, id))),
		[open, ownId],
	);

	return {
		rowAt: useCallback(
			(index) => {
				const row = rowAt(index);
				if (row === undefined || open.length === 0) return row;
				const updates = changesOf(row.id).flatMap(({ change }) => (change.kind === 'update' ? [change.updates] : []));
				return Object.assign({}, row, ...updates) as User;
			},
			[rowAt, open, changesOf],
		),
		leaving: useMemo(
			() =>
				new Set(
					rows
						.filter(({ id }) => open.length > 0 && changesOf(id).some(({ change }) => change.kind === 'remove'))
						.map(({ id }) => id),
				),
			[rows, open, changesOf],
		),
		show: useCallback(
			(change) => {
				const shown = { change, selection };
				setOpen((before) => [...before, shown]);
				return {
					async end(outcome) {
						const concerned = now.current.rows.filter(({ id }) => isRowSelected(selection, id));
						// Without it the rows would be for a moment what they were.
						if (outcome === 'done') await now.current.refresh().catch(() => undefined);
						setOpen((before) => before.filter((other) => other !== shown));
						if (outcome === 'refused') refuse(concerned.map(({ id }) => id));
					},
				};
			},
			[selection, refuse],
		),
	};
};
