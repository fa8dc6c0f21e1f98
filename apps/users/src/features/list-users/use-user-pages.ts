import type { ApiError } from '@flotilla/api-client';
import type { User, UsersList, UsersListQuery } from '@flotilla/contracts';
import { useDataCache, userKeys, useUsers } from '@flotilla/data-cache';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { pageOf, pagesFor, rowsPerPage, type VisiblePages } from './visible-pages.model.ts';

/** Which list it is, whichever part of it is asked for. */
export type UsersQuestion = Omit<UsersListQuery, 'page' | 'limit'>;

export interface UserPages {
	/** Undefined until the first answer. */
	total: number | undefined;
	/** False: there are more than `total`, which is where counting stopped. */
	totalIsExact: boolean;
	/** Undefined for who is not here. Another function when other people are. */
	rowAt: (index: number) => User | undefined;
	/** Who is here of the pages in view. */
	rows: readonly User[];
	/** What `rows` and `rowAt` answer: for a moment that is the question before. */
	answered: UsersQuestion;
	/** What is shown answers the question before; the answer to this one is on its way. */
	isPrevious: boolean;
	/** Shown from an earlier visit, and not fetched since. */
	isStale: boolean;
	isValidating: boolean;
	error: ApiError | undefined;
	refresh: () => Promise<void>;
	/** Tells which rows are in view. */
	onRange: (first: number, last: number) => void;
	/** Everybody from one row to another, both included; rejects when they cannot be fetched. */
	load: (from: number, to: number) => Promise<readonly User[]>;
}

/** Milliseconds in which pages that are scrolled past are not asked for. */
const settle = 120;

interface Shown {
	total: number;
	totalIsExact: boolean;
	pages: readonly UsersList[];
}

/**
 * A list of any length by its pages in view: two at most, each under its own key of the cache, so that events keep it
 * up to date and a page that was seen is there again at once.
 *
 * @param begin where somebody was in this list before.
 */
export const useUserPages = (
	query: UsersQuestion,
	begin: { first: number; last: number; total?: number | undefined },
): UserPages => {
	const cache = useDataCache();
	const question = JSON.stringify(query);
	const [place, setPlace] = useState<{ question: string; pages: VisiblePages }>(() => ({
		question,
		pages: pagesFor(begin.first, begin.last, begin.total),
	}));
	// Another question begins at its first page.
	const pages: VisiblePages = place.question === question ? place.pages : [1, 1];
	const [low, high] = pages;
	const keyOf = useCallback(
		(page: number) => userKeys.list({ ...(JSON.parse(question) as UsersQuestion), page, limit: rowsPerPage }),
		[question],
	);

	// An even and an odd one, so that a page keeps its hook while the view moves on.
	const wanted = (parity: number) => [low, high].find((page) => page % 2 === parity);
	const ask = (page: number | undefined) => (page === undefined ? null : { ...query, page, limit: rowsPerPage });
	const options = { keepPrevious: false, giveUp: true };
	const odd = useUsers(ask(wanted(1)), options);
	const even = useUsers(ask(wanted(0)), options);
	const [first, second] = low % 2 === 1 ? [odd, even] : [even, odd];

	const [firstData, secondData] = [first.data, second.data];
	// The size of the whole, when a part of it is here that does not tell: that of a moment ago.
	const known = useRef<{ query: UsersQuestion; question: string; shown: Shown } | null>(null);
	const before = known.current;
	const answer = firstData ?? secondData;
	// Undefined while there is an answer: what is worked out of it is the same for as long as the answer is.
	const kept = answer === undefined && before?.question === question ? before.shown : undefined;
	const current = useMemo<Shown | undefined>(() => {
		if (answer === undefined) {
			return kept === undefined || kept.pages.length === 0 ? kept : { ...kept, pages: [] };
		}
		const here = [firstData, secondData].filter((list) => list !== undefined);
		const { total, totalIsExact = true } = answer.pagination;
		// Where counting stopped, a later page knows of more.
		const most = totalIsExact ? total : Math.max(...here.map(({ pagination }) => pagination.total));
		return { total: most, totalIsExact, pages: here };
	}, [answer, firstData, secondData, kept]);
	const isPrevious = current === undefined && before !== null;
	const shown = current ?? before?.shown;
	useEffect(() => {
		if (current !== undefined) known.current = { query, question, shown: current };
	}, [current, query, question]);

	const rowAt = useCallback(
		(index: number) => {
			const page = pageOf(index);
			const list = shown?.pages.find(({ pagination }) => pagination.page === page);
			return list?.users[index - (page - 1) * rowsPerPage];
		},
		[shown],
	);
	const rows = useMemo(() => shown?.pages.flatMap(({ users }) => users) ?? [], [shown]);

	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	useEffect(() => () => clearTimeout(timer.current), []);
	const total = shown?.total;
	const isExact = shown?.totalIsExact ?? true;
	const onRange = useCallback(
		(from: number, to: number) => {
			const next = pagesFor(from, to, isExact ? total : undefined);
			const go = () =>
				setPlace((old) =>
					old.question === question && old.pages.join() === next.join() ? old : { question, pages: next },
				);
			clearTimeout(timer.current);
			if (next.every((page) => cache.read(keyOf(page)) !== undefined)) go();
			else timer.current = setTimeout(go, settle);
		},
		[question, cache, keyOf, total, isExact],
	);

	const load = useCallback(
		async (from: number, to: number) => {
			const numbers = Array.from({ length: pageOf(to) - pageOf(from) + 1 }, (_, step) => pageOf(from) + step);
			await Promise.all(numbers.map((page) => cache.read(keyOf(page)) ?? cache.preload(keyOf(page))));
			return numbers.flatMap((page) => {
				const list = cache.read(keyOf(page));
				if (list === undefined) throw new Error(`Page ${page} of the list of users could not be fetched.`);
				const start = (page - 1) * rowsPerPage;
				return list.users.filter((_, place) => start + place >= from && start + place <= to);
			});
		},
		[cache, keyOf],
	);

	const refresh = async () => {
		await Promise.all([first.refresh(), low === high ? undefined : second.refresh()]);
	};

	return {
		total,
		totalIsExact: isExact,
		rowAt,
		rows,
		answered: current === undefined && before !== null ? before.query : query,
		isPrevious,
		isStale: first.isStale || (low !== high && second.isStale),
		isValidating: first.isValidating || second.isValidating,
		error: first.error ?? second.error,
		refresh,
		onRange,
		load,
	};
};
