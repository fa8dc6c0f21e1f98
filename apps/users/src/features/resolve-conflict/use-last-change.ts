import type { AuditEntry } from '@flotilla/contracts';
import { useDataCache } from '@flotilla/data-cache';
import { useCan } from '@flotilla/session';
import { useEffect, useState } from 'react';

/** The newest acts that are looked through: a password that was reset, or a sign-in that failed, is no change of these fields. */
const recentActs = 10;

/** Who made a version of a person, by the audit log; null while it is unknown, or not for this person to know. */
export const useLastChange = (userId: string, version: number): AuditEntry | null => {
	const { api } = useDataCache();
	const mayRead = useCan('audit:read');
	const [known, setKnown] = useState<{ of: string; entry: AuditEntry | null } | null>(null);
	const wanted = `${userId} ${version}`;

	useEffect(() => {
		if (!mayRead) return;
		const life = new AbortController();
		api.audit
			.list({ subjectType: 'user', subjectId: userId, limit: recentActs }, { signal: life.signal })
			.then(({ entries }) => {
				const entry = entries.find(({ action }) => action.startsWith('users:')) ?? null;
				setKnown({ of: wanted, entry });
			})
			// It would be good to know; nothing depends on it.
			.catch(() => {});
		return () => life.abort();
	}, [api, mayRead, userId, wanted]);

	// Of another version it tells nothing of this one.
	return known?.of === wanted ? known.entry : null;
};
