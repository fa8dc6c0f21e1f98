import { type Kysely, sql, type Transaction } from 'kysely';
import { hourOf } from '../beacons/beacon-store.ts';
import type { BeaconCount, RegistrySchema } from '../database/schema.ts';
import type { Canary } from './canary.ts';
import type { CanaryFigures } from './decide.ts';

type Handle = Kysely<RegistrySchema> | Transaction<RegistrySchema>;

type Counted = Pick<Canary, 'channel' | 'app' | 'version' | 'stable_version'>;

// Not the bigint of `sum` itself, which the two engines give as different types.
const sumOf = (name: BeaconCount) => sql<number>`cast(coalesce(sum(${sql.ref(name)}), 0) as double precision)`;

const countSince = async (handle: Handle, canary: Counted, since: Date): Promise<CanaryFigures> => {
	const rows = await handle
		.selectFrom('beacon_counts')
		.select(['version', sumOf('sessions').as('sessions'), sumOf('failing_sessions').as('failing')])
		.where('channel', '=', canary.channel)
		.where('app', '=', canary.app)
		.where('version', 'in', [canary.version, canary.stable_version])
		.where('hour', '>=', since)
		.groupBy('version')
		.execute();
	const of = (version: string) => {
		const { sessions = 0, failing = 0 } = rows.find((row) => row.version === version) ?? {};
		return { sessions, failing };
	};
	return { candidate: of(canary.version), stable: of(canary.stable_version) };
};

/** What both builds were counted for in this hour until now: not the canary's, if it begins now. */
export const countedThisHour = (handle: Handle, canary: Counted, now: number): Promise<CanaryFigures> =>
	countSince(handle, canary, hourOf(now));

/** What both builds were counted for since the canary began; of one that is over, until now. */
export const figuresOf = async (handle: Handle, canary: Canary): Promise<CanaryFigures> => {
	const { candidate, stable } = await countSince(handle, canary, hourOf(canary.started_at.getTime()));
	const before = canary.counted_before;
	return {
		candidate: {
			sessions: candidate.sessions - before.candidate.sessions,
			failing: candidate.failing - before.candidate.failing,
		},
		stable: { sessions: stable.sessions - before.stable.sessions, failing: stable.failing - before.stable.failing },
	};
};
