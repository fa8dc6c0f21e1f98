import { type ApiError, isApiError } from '@flotilla/api-client';
import type { AuditAction, AuditEntry, AuditListQuery } from '@flotilla/contracts';
import { useDataCache } from '@flotilla/data-cache';
import { useEffect, useRef, useState } from 'react';
import type { Side } from './describe-act.ts';

/** Entries that are fetched at a time. */
const entriesAtATime = 20;

export interface ActivityFilter {
	userId: string;
	side: Side;
	/** Null: everything. */
	action: AuditAction | null;
	/** Of the person: what changes it is an act to be told of. */
	version: number;
}

export const toQuery = ({ userId, side }: Pick<ActivityFilter, 'userId' | 'side'>): AuditListQuery =>
	side === 'by' ? { actorId: userId } : { subjectType: 'user', subjectId: userId };

interface Loaded {
	/** Undefined until the first are here. */
	entries: readonly AuditEntry[] | undefined;
	nextCursor: string | null;
	error: ApiError | undefined;
	isLoading: boolean;
}

const nothing: Loaded = { entries: undefined, nextCursor: null, error: undefined, isLoading: true };

/** The audit log of one person, the newest first, more of it on demand. */
export const useActivity = (filter: ActivityFilter) => {
	const { api } = useDataCache();
	const { userId, side, action, version } = filter;
	const [loaded, setLoaded] = useState<Loaded>(nothing);
	const [attempt, setAttempt] = useState(0);
	const [wanted, setWanted] = useState(`${userId} ${side} ${action}`);

	// Another question: what is here answers it no more. A new version of the person keeps what is here until the answer.
	const question = `${userId} ${side} ${action}`;
	if (question !== wanted) {
		setWanted(question);
		setLoaded(nothing);
	}

	const fetchPage = async (cursor: string | undefined, signal: AbortSignal): Promise<void> => {
		try {
			const page = await api.audit.list(
				{
					...toQuery({ userId, side }),
					...(action !== null && { action }),
					...(cursor !== undefined && { cursor }),
					limit: entriesAtATime,
				},
				{ signal },
			);
			// It may have arrived, and been asked for no more before it is told.
			if (signal.aborted) return;
			setLoaded((before) => ({
				entries: cursor === undefined ? page.entries : [...(before.entries ?? []), ...page.entries],
				nextCursor: page.nextCursor,
				error: undefined,
				isLoading: false,
			}));
		} catch (error) {
			if (!isApiError(error)) throw error;
			if (!signal.aborted && error.code !== 'ABORTED') setLoaded((before) => ({ ...before, error, isLoading: false }));
		}
	};

	/** Ends with the question: what is fetched later for it, of a page further on, would be appended to another one's. */
	const life = useRef<AbortController>(undefined);
	// biome-ignore lint/correctness/useExhaustiveDependencies: another version, or another attempt, asks again.
	useEffect(() => {
		const controller = new AbortController();
		life.current = controller;
		setLoaded((before) => ({ ...before, isLoading: true }));
		void fetchPage(undefined, controller.signal);
		return () => controller.abort();
	}, [api, userId, side, action, version, attempt]);

	return {
		...loaded,
		refresh: () => setAttempt(attempt + 1),
		more(): void {
			if (loaded.nextCursor === null || loaded.isLoading || life.current === undefined) return;
			setLoaded({ ...loaded, isLoading: true });
			void fetchPage(loaded.nextCursor, life.current.signal);
		},
	};
};
