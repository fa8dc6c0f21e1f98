import { type Endpoint, endpoints } from '@flotilla/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeAccounts } from './accounts.conformance.ts';
import { describeAuditCounts } from './audit-counts.conformance.ts';
import { describeAvatars } from './avatars.conformance.ts';
import { describeCollections } from './collections.conformance.ts';
import type { ConformanceTarget } from './conformance-target.ts';
import { type ConformanceWorld, createConformanceWorld, type GetWorld, nameOfRow } from './conformance-world.ts';
import { describeEventStream } from './event-stream.conformance.ts';
import { describeFiles } from './files.conformance.ts';
import { describeIdempotency } from './idempotency.conformance.ts';
import { describePermissions } from './permissions.conformance.ts';
import { describePush } from './push.conformance.ts';
import { describeRealtime } from './realtime.conformance.ts';
import { describeSessions } from './sessions.conformance.ts';
import { describeUsers } from './users.conformance.ts';
import { describeUsersSelection } from './users-selection.conformance.ts';
import { describeUsersTogether } from './users-together.conformance.ts';

/**
 * What holds of the API, whoever plays it: statuses, codes, shapes, order, paging, versions, permissions and events.
 * The same suite runs over the fake backend and over the real one, so that the first cannot drift from the second.
 */
export const describeConformance = (name: string, start: () => Promise<ConformanceTarget>): void => {
	describe(`${name} conforms`, () => {
		let world: ConformanceWorld;
		beforeAll(async () => {
			world = createConformanceWorld(await start());
		});
		afterAll(() => world.target.stop());
		const getWorld: GetWorld = () => world;

		describeSessions(getWorld);
		describeAccounts(getWorld);
		describeUsers(getWorld);
		describeUsersTogether(getWorld);
		describeUsersSelection(getWorld);
		describeAvatars(getWorld);
		describeAuditCounts(getWorld);
		describeFiles(getWorld);
		describeCollections(getWorld);
		describePush(getWorld);
		describeIdempotency(getWorld);
		describePermissions(getWorld);
		describeRealtime(getWorld);
		describeEventStream(getWorld);

		// Last, because it looks back: a row that nothing here calls could drift unseen.
		it('in every row of the contract', () => {
			const rows = Object.values(endpoints).flatMap((group) => Object.values<Endpoint>(group));
			expect(rows.map(nameOfRow).filter((row) => !world.succeeded.has(row))).toEqual([]);
		});
	});
};
