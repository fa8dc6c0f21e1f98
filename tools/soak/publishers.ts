import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRegistryClient, publishTokenFile } from '@flotilla/registry';
import getPort from 'get-port';
import { shellBuild } from '../../apps/registry/src/testing/build-folders.ts';
import { createRandom } from '../bench/statistics/random.ts';
import type { Service } from '../suite/start-service.ts';
import { examineFiles } from './publishers/examine-files.ts';
import { examinePages, examineRound, versionsOf } from './publishers/examine-round.ts';
import { createLedger, type HistoryRow } from './publishers/ledger.ts';
import { channel, createPublisher } from './publishers/publisher.ts';
import { readPage } from './publishers/read-page.ts';
import { rolesOf } from './publishers/roles.ts';
import { registryData, startRegistryProcess } from './start-registry-process.ts';

export interface PublishersOptions {
	rounds: number;
	/** At the same time, 12 at the least. Default 20. */
	publishers?: number;
	/** Of who does what. Default 1. */
	seed?: number;
	/** An empty PostgreSQL: then there are two nodes over it. Default: one node over the embedded database. */
	databaseUrl?: string | undefined;
	report?(line: string): void;
}

export interface PublishersResult {
	/** Changes of pointers that were acknowledged; each was found in the history. */
	moves: number;
	/** Builds whose files were all read back. */
	builds: number;
	/** Pages that were compared with the history. */
	pages: number;
	/** Refusals by code. */
	refusals: Record<string, number>;
	/** Has to be empty. */
	problems: string[];
}

/** Rows that the registry gives at a time. */
const historyLimit = 1_000;

/**
 * Publishers that change one channel at the same time, round after round, against a registry of its own process. After
 * each round what they were told is compared with the history, the pointers, the pages and the files.
 */
export const soakPublishers = async ({
	rounds,
	publishers = 20,
	seed = 1,
	databaseUrl,
	report = () => undefined,
}: PublishersOptions): Promise<PublishersResult> => {
	const folder = await mkdtemp(join(tmpdir(), 'flotilla-soak-'));
	const random = createRandom(seed);
	const result: PublishersResult = { moves: 0, builds: 0, pages: 0, refusals: {}, problems: [] };
	const services: Service[] = [];
	try {
		const env = databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl };
		for (const name of databaseUrl === undefined ? ['registry'] : ['registry-0', 'registry-1']) {
			services.push(await startRegistryProcess({ folder, port: await getPort(), name, env }));
		}
		const nodes = services.map(({ url }) => url);
		const token = (await readFile(join(registryData(folder), publishTokenFile), 'utf8')).trim();
		const client = createRegistryClient({ registry: nodes[0] ?? '', token });

		const roles = rolesOf(publishers);
		const compositions: string[] = [];
		let newest: ReadonlyMap<string, HistoryRow> = new Map();
		let revision = 0;
		for (let round = 0; round <= rounds; round += 1) {
			const ledger = createLedger();
			const publisherOf = (name: string) =>
				createPublisher({ nodes, token, name: `Round ${round}, ${name}`, random, ledger });
			// Round 0 is the shell alone, which makes the channel: what remotes are checked against.
			if (round === 0) await publisherOf('the first').publish(shellBuild(), '1.0.0', { blind: true });
			else {
				await Promise.all(
					roles.map((role, index) => role(publisherOf(`publisher ${index}`), { round, ledger, random, compositions })),
				);
			}

			const state = await client.channel(channel);
			const rows = (await client.history(channel, { limit: historyLimit }))
				.filter((row) => row.revision > revision)
				.toReversed();
			const known = { ledger, rows, before: newest, from: revision, to: state.revision };
			const { problems, after } = examineRound(known);
			problems.push(...ledger.problems, ...examinePages(known));
			const expected = [...versionsOf(after)].map((pair) => pair.join(' ')).toSorted();
			const pointers = state.apps.map(({ app, version }) => `${app} ${version}`).toSorted();
			if (String(expected) !== String(pointers)) {
				problems.push(`The pointers are ${pointers.join(', ')}, and the history ends with ${expected.join(', ')}.`);
			}
			if (state.canaries.length > 0) problems.push(`A canary is left: ${JSON.stringify(state.canaries)}`);
			for (const node of nodes) {
				const page = await readPage(node);
				const served = [...page.versions].map((pair) => pair.join(' ')).toSorted();
				if (page.compositionId !== state.compositionId || String(served) !== String(pointers)) {
					problems.push(`${node} serves ${page.compositionId}: ${served.join(', ')}, and not ${pointers.join(', ')}.`);
				}
			}
			problems.push(...(await examineFiles({ nodes, client, published: ledger.published })));

			for (const problem of problems) {
				result.problems.push(`Round ${round}: ${problem}`);
				report(`Round ${round}: ${problem}`);
			}
			result.moves += ledger.moves.length;
			result.builds += ledger.published.size;
			result.pages += ledger.pages.length;
			for (const [code, count] of ledger.refusals) result.refusals[code] = (result.refusals[code] ?? 0) + count;
			for (const { compositionId } of rows) if (compositionId !== null) compositions.push(compositionId);
			newest = after;
			({ revision } = state);
			if (round % 10 === 0 || round === rounds) {
				const told = Object.entries(result.refusals).map(([code, count]) => `${count} ${code}`);
				report(
					`${round} of ${rounds} rounds: revision ${revision}, ${result.moves} moves, ${result.builds} builds, ${result.pages} pages; refused ${told.join(', ') || 'nobody'}; ${result.problems.length} problems`,
				);
			}
		}
		return result;
	} finally {
		for (const service of services) await service.stop();
		await rm(folder, { recursive: true, force: true });
	}
};
