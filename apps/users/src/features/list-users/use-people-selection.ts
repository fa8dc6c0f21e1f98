import { maximumBulkUsers, type User } from '@flotilla/contracts';
import { useNotifications } from '@flotilla/session';
import { allRows, isRowSelected, noRows, type RowSelection, selectRows } from '@flotilla/ui/table';
import { useCallback, useMemo, useRef, useState } from 'react';
import { fullName } from '../../person/person-names.ts';

export interface PeopleSelection {
	selection: RowSelection;
	/** Those that were ticked one by one. */
	names: readonly string[];
	select: (rows: { from: number; to: number }, selected: boolean) => void;
	selectAll: (selected: boolean) => void;
}

interface Options {
	/** Which list it is about; of another one nobody is ticked but those who were by name. */
	filters: string;
	rowAt: (index: number) => User | undefined;
	load: (from: number, to: number) => Promise<readonly User[]>;
	/** What to say when somebody cannot be ticked. */
	says: { tooMany: string; tooManyHint: string; notLoaded: string };
}

interface Ticked {
	filters: string;
	selection: RowSelection;
	names: ReadonlyMap<string, string>;
}

const nobody = { selection: noRows, names: new Map<string, string>() };

/** Who is ticked. By name they stay ticked whatever the list shows next; all who fit are those of one list. */
export const usePeopleSelection = ({ filters, rowAt, load, says }: Options): PeopleSelection => {
	const notifications = useNotifications();
	const [kept, setTicked] = useState<Ticked>({ filters, ...nobody });
	const ticked = kept.selection.kind === 'all' && kept.filters !== filters ? { filters, ...nobody } : kept;

	const tick = useCallback(
		(people: readonly User[], selected: boolean) =>
			setTicked((before) => {
				const base = before.selection.kind === 'all' && before.filters !== filters ? nobody : before;
				const ids = people.map(({ id }) => id);
				const names = new Map(base.names);
				for (const person of people) {
					if (selected) names.set(person.id, fullName(person));
					else names.delete(person.id);
				}
				return { filters, selection: selectRows(base.selection, ids, selected), names };
			}),
		[filters],
	);

	const latest = useRef({ filters, selection: ticked.selection });
	latest.current = { filters, selection: ticked.selection };
	const select = useCallback(
		async ({ from, to }: { from: number; to: number }, selected: boolean) => {
			const [first, last] = [Math.min(from, to), Math.max(from, to)];
			const { selection } = latest.current;
			const isNamed = (selection.kind === 'some') === selected;
			const named = selection.kind === 'some' ? selection.keys.size : selection.except.size;
			const tooMany = () =>
				notifications.add({ kind: 'warning', title: says.tooMany, message: says.tooManyHint, key: 'users:too-many' });
			// They are so already, and nobody has to be fetched for it.
			if (!isNamed && named === 0) return;
			if (last - first >= maximumBulkUsers) return void tooMany();
			const here: User[] = [];
			for (let index = first; index <= last; index += 1) {
				const row = rowAt(index);
				if (row !== undefined) here.push(row);
			}
			try {
				const people = here.length === last - first + 1 ? here : await load(first, last);
				// The list was narrowed meanwhile: what was meant is not what is shown, and may be ticked there by now.
				if (latest.current.filters !== filters) return;
				const added = people.filter(({ id }) => isRowSelected(selection, id) !== selected).length;
				if (isNamed && named + added > maximumBulkUsers) return void tooMany();
				tick(people, selected);
			} catch {
				if (latest.current.filters !== filters) return;
				notifications.add({ kind: 'error', title: says.notLoaded, key: 'users:range-not-loaded' });
			}
		},
		[filters, rowAt, load, tick, notifications, says],
	);

	return {
		selection: ticked.selection,
		names: useMemo(() => [...ticked.names.values()], [ticked.names]),
		select,
		selectAll: useCallback(
			(selected) => setTicked({ filters, ...nobody, selection: selected ? allRows : noRows }),
			[filters],
		),
	};
};
