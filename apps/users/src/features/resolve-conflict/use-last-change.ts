import type { AuditEntry } from '@flotilla/contracts';
import { useDataCache } from '@flotilla/data-cache';
import { useCan } from '@flotilla/session';
import { useEffect, useState } from 'react';

/** Who made a version of a person, by the audit log; null while it is unknown, or not for this person to know. */
export const useLastChange = (userId: string, version: number): AuditEntry | null => {
	const { api } = useDataCache();
	const mayRead = useCan('audit:read');
	const [entry, setEntry] = useState<AuditEntry | null>(null);

	// biome-ignore lint/correctness/useExhaustiveDependencies: another version is another change.
	useEffect(() => {
		if (!mayRead) return;
		const life = new AbortController();
		api.audit
			.list({ subjectType: 'user', subjectId: userId, limit: 1 }, { signal: life.signal })
			.then(({ entries }) => setEntry(entries[0] ?? null))
			// It would be good to know; nothing depends on it.
			.catch(() => {});
		return () => life.abort();
	}, [api, mayRead, userId, version]);

	return entry;
};
