import type { BuildManifest } from '@flotilla/contracts';
import type { ApiContract } from '@flotilla/contracts/open-api';
import type { Kysely } from 'kysely';
import { runningCanaries } from '../canary/running-canaries.ts';
import { apiName, findEndpointProblems } from '../channels/check-endpoints.ts';
import { findApiEventProblems } from '../channels/check-event-schemas.ts';
import type { DeployAnswer } from '../channels/deploy-check.ts';
import type { Finding } from '../channels/deploy-problem.ts';
import { pointersOf } from '../channels/pointers.ts';
import { readBuild } from '../channels/read-build.ts';
import type { RegistrySchema } from '../database/schema.ts';
import { liveContract } from './api-contract-store.ts';

const identityOf = ({ code, affects, detail: { endpoint, event, path } }: Finding): string =>
	[code, ...affects, endpoint ?? event, path].join(' ');

const findProblems = (served: readonly BuildManifest[], contract: ApiContract): Finding[] => [
	...findEndpointProblems(served, contract),
	...findApiEventProblems(served, contract),
];

/**
 * What an API with this contract would break of what the channel serves, candidates of canaries among it. What is broken
 * with the API as it is comes as a warning: to ship the new one makes it no worse. Changes nothing.
 */
export const checkContract = async (
	database: Kysely<RegistrySchema>,
	channel: string,
	contract: ApiContract,
): Promise<DeployAnswer> => {
	const pointers = await pointersOf(database, channel);
	const served: BuildManifest[] = pointers.map(({ manifest }) => manifest);
	for (const { app, version } of await runningCanaries(database, channel))
		served.push((await readBuild(database, app, version)).manifest);
	const live = await liveContract(database, channel);
	const before = new Set(live === null ? [] : findProblems(served, live).map(identityOf));
	// A candidate that asks for the same as what is live tells it once.
	const found = new Map(findProblems(served, contract).map((finding) => [identityOf(finding), finding]));
	const problems = [...found].map(([identity, { code, message, affects, detail }]) => ({
		code,
		severity: before.has(identity) ? ('warning' as const) : ('error' as const),
		message,
		app: apiName,
		affects,
		detail,
	}));
	const ok = problems.every(({ severity }) => severity === 'warning');
	return { channel, app: apiName, version: contract.info.version, ok, pinnedTo: null, problems, api: null };
};
