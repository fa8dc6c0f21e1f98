import type { Kysely } from 'kysely';
import { readContract, type SeenContract } from '../api-contract/api-contract-store.ts';
import type { RegistrySchema } from '../database/schema.ts';
import type { DeployProblem } from './deploy-problem.ts';
import { findDeployProblems } from './find-deploy-problems.ts';
import { pointersOf } from './pointers.ts';
import { readBuild } from './read-build.ts';

export interface DeployAnswer {
	channel: string;
	app: string;
	version: string;
	/** False when a promotion would be refused. */
	ok: boolean;
	/** The pin of the app, when it keeps it at another version. */
	pinnedTo: string | null;
	problems: DeployProblem[];
	/**
	 * What the API offers by which endpoints were compared. `null`: it is not known for this channel, and its version alone
	 * was compared; or it is the API that was asked about.
	 */
	api: Omit<SeenContract, 'document'> | null;
}

/**
 * Whether a published version could go live in a channel now. Changes nothing, holds nothing: a promotion checks again.
 * Throws `HttpError` NOT_FOUND when there is no such version, or its files were collected.
 */
export const checkDeploy = async (
	database: Kysely<RegistrySchema>,
	{ channel, app, version }: { channel: string; app: string; version: string },
): Promise<DeployAnswer> => {
	const { manifest: next } = await readBuild(database, app, version);
	const pointers = await pointersOf(database, channel);
	const pointer = pointers.find((candidate) => candidate.app === app);
	const contract = await readContract(database, channel);
	const others = pointers.filter((candidate) => candidate.app !== app);
	const problems = findDeployProblems({
		current: pointers.map(({ manifest }) => manifest),
		next: [...others.map(({ manifest }) => manifest), next],
		moved: [app],
		api: contract?.document,
	});
	const pinnedTo = pointer?.pinned && pointer.version !== version ? pointer.version : null;
	const ok = pinnedTo === null && problems.every(({ severity }) => severity === 'warning');
	const api = contract && { digest: contract.digest, version: contract.version, seenAt: contract.seenAt };
	return { channel, app, version, ok, pinnedTo, problems, api };
};
