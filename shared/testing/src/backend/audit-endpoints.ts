import { auditEndpoints, createDayOf, defaultAuditDays, listDays, maximumAuditDays } from '@flotilla/contracts';
import type { RequestHandler } from 'msw';
import type { BackendInternals } from './backend-state.ts';
import { FakeFailure } from './failure.ts';
import { toHandler } from './to-handler.ts';

/** What was recorded, the newest first. */
export const fakeAuditEndpoints = (state: BackendInternals): RequestHandler[] => [
	toHandler(
		state,
		auditEndpoints.list,
		({ query: { actorId, subjectType, subjectId, action, from, to, cursor, limit } }) => {
			const matching = state.audit
				.toReversed()
				.filter((entry) => actorId === undefined || entry.actorId === actorId)
				.filter((entry) => subjectType === undefined || entry.subjectType === subjectType)
				.filter((entry) => subjectId === undefined || entry.subjectId === subjectId)
				.filter((entry) => action === undefined || entry.action === action)
				.filter(({ at }) => (from === undefined || at >= from) && (to === undefined || at < to));
			const start = cursor === undefined ? 0 : matching.findIndex(({ id }) => id === cursor) + 1;
			if (cursor !== undefined && start === 0) {
				throw new FakeFailure('VALIDATION_FAILED', { errors: { cursor: ['This is not a cursor of this list.'] } });
			}
			const entries = matching.slice(start, start + limit);
			const isLast = start + limit >= matching.length;
			return { entries, nextCursor: isLast ? null : (entries.at(-1)?.id ?? null) };
		},
	),
	toHandler(state, auditEndpoints.counts, ({ query: { actorId, subjectType, subjectId, timeZone, ...range } }) => {
		const to = range.to === undefined ? new Date() : new Date(range.to);
		const from = range.from === undefined ? new Date(to.getTime() - defaultAuditDays * day) : new Date(range.from);
		if (to.getTime() - from.getTime() > maximumAuditDays * day) {
			throw new FakeFailure('VALIDATION_FAILED', { errors: { from: [`At most ${maximumAuditDays} days.`] } });
		}
		const dayOf = createDayOf(timeZone);
		const counts = new Map(listDays({ from, to, timeZone }).map((name) => [name, 0]));
		for (const entry of state.audit) {
			const at = new Date(entry.at);
			if (at < from || at >= to) continue;
			if (actorId !== undefined && entry.actorId !== actorId) continue;
			if (subjectType !== undefined && entry.subjectType !== subjectType) continue;
			if (subjectId !== undefined && entry.subjectId !== subjectId) continue;
			counts.set(dayOf(at), (counts.get(dayOf(at)) ?? 0) + 1);
		}
		return { counts: [...counts].map(([name, count]) => ({ day: name, count })) };
	}),
];

const day = 24 * 60 * 60 * 1000;
