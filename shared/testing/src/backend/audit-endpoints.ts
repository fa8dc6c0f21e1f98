import { auditEndpoints } from '@flotilla/contracts';
import type { RequestHandler } from 'msw';
import type { BackendInternals } from './backend-state.ts';
import { toHandler } from './to-handler.ts';

/** An audit log in which nothing has happened. */
export const fakeAuditEndpoints = (state: BackendInternals): RequestHandler[] => [
	toHandler(state, auditEndpoints.list, () => ({ entries: [], nextCursor: null })),
];
