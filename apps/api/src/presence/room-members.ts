import type { PresenceMember } from '@flotilla/contracts';

/** One person in a room on one node. */
export interface LocalMember extends PresenceMember {
	/** Milliseconds since 1970 at which the state was said. */
	saidAt: number;
}

/** One member a person, who has been there since the first of the sockets and says what was said last. */
export const mergeMembers = (entries: Iterable<LocalMember>): LocalMember[] => {
	const people = new Map<string, LocalMember>();
	for (const entry of entries) {
		const known = people.get(entry.userId);
		if (known === undefined) {
			people.set(entry.userId, entry);
			continue;
		}
		const last = entry.saidAt >= known.saidAt ? entry : known;
		people.set(entry.userId, { ...last, since: entry.since < known.since ? entry.since : known.since });
	}
	return [...people.values()].sort((a, b) => a.since.localeCompare(b.since) || a.userId.localeCompare(b.userId));
};
