import type { RegistryClient } from '@flotilla/registry';
import { examineInstallation } from '../../../apps/registry/src/doctor/examine-installation.ts';
import { examineFiles } from '../publishers/examine-files.ts';
import type { PublishedFile } from '../publishers/ledger.ts';
import { channel } from '../publishers/publisher.ts';
import { answerTimeout, readPage } from '../publishers/read-page.ts';

export interface ExamineRegistryOptions {
	url: string;
	client: RegistryClient;
	apps: readonly string[];
	/** Of every build that was ever sent, by `app version`, newest last. */
	builds: ReadonlyMap<string, readonly PublishedFile[]>;
	/** How many of the newest builds that are listed have each of their files read. */
	newestBuilds: number;
}

/** Rows of the history that are read after each start. */
const historyLimit = 1_000;

/**
 * Whether a registry that was started again is whole: a history without a hole, pointers that are its end, the page of just
 * that, each listed build complete, nothing served of one that is not listed, and a doctor who finds nothing.
 */
export const examineRegistry = async ({
	url,
	client,
	apps,
	builds,
	newestBuilds,
}: ExamineRegistryOptions): Promise<string[]> => {
	const problems: string[] = [];
	const state = await client.channel(channel);
	const rows = (await client.history(channel, { limit: historyLimit })).toReversed();
	for (const [index, { revision }] of rows.entries()) {
		const expected = state.revision - rows.length + 1 + index;
		if (revision !== expected) problems.push(`The history has revision ${revision} in place of ${expected}.`);
	}
	const newest = new Map<string, string | null>();
	for (const { app, version, previousVersion, revision } of rows) {
		if (newest.has(app) && newest.get(app) !== previousVersion) {
			problems.push(`Revision ${revision} says ${app} had ${previousVersion}, and it had ${newest.get(app)}.`);
		}
		newest.set(app, version);
	}
	const pointers = state.apps.map(({ app, version }) => `${app} ${version}`).toSorted();
	for (const { app, version } of state.apps) {
		if (newest.has(app) && newest.get(app) !== version) {
			problems.push(`${app} is at ${version}, and the history ends with ${newest.get(app)}.`);
		}
	}

	const page = await readPage(url);
	const served = [...page.versions].map((pair) => pair.join(' ')).toSorted();
	const onTrial = state.canaryCompositionIds.includes(page.compositionId);
	if (!onTrial && (page.compositionId !== state.compositionId || String(served) !== String(pointers))) {
		problems.push(
			`The page is ${page.compositionId} (${served.join(', ')}), the channel ${state.compositionId} (${pointers.join(', ')}).`,
		);
	}

	const names = new Set<string>();
	for (const app of apps) for (const { version } of await client.builds(app)) names.add(`${app} ${version}`);
	for (const name of names) if (!builds.has(name)) problems.push(`${name} is listed, and nobody published it.`);
	const listed = new Map([...builds].filter(([name]) => names.has(name)));
	const published = new Map([...listed].slice(-newestBuilds));
	problems.push(...(await examineFiles({ nodes: [url], client, published })));
	const used = new Set([...listed.values()].flatMap((files) => files.map((file) => file.url)));
	const [unlisted] = [...builds].toReversed().filter(([build]) => !listed.has(build));
	for (const file of unlisted?.[1] ?? []) {
		if (used.has(file.url)) continue;
		const { status } = await fetch(url + file.url, { signal: AbortSignal.timeout(answerTimeout) });
		// Collected files may be announced again, and are kept for that; they are whole then.
		if (status !== 404)
			problems.push(`${file.url} of ${unlisted?.[0]}, which is not published, is answered with ${status}.`);
	}

	const { findings } = await examineInstallation({ url, timeout: answerTimeout });
	problems.push(...findings.map(({ code, message }) => `The doctor says ${code}: ${message}`));
	return problems;
};
