import type { Kysely } from 'kysely';
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
	const others = pointers.filter((candidate) => candidate.app !== app);
	const problems = findDeployProblems({
		current: pointers.map(({ manifest }) => manifest),
		next: [...others.map(({ manifest }) => manifest), next],
		moved: [app],
	});
	const pinnedTo = pointer?.pinned && pointer.version !== version ? pointer.version : null;
	const ok = pinnedTo === null && problems.every(({ severity }) => severity === 'warning');
	return { channel, app, version, ok, pinnedTo, problems };
};
