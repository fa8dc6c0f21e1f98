import { auditEndpoints } from '@flotilla/contracts';
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
];
