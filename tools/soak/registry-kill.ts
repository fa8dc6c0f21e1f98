import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRegistryClient, isRegistryError, publishBuild, publishTokenFile } from '@flotilla/registry';
import getPort from 'get-port';
import { remoteBuild, shellBuild, type TestBuild, writeBuild } from '../../apps/registry/src/testing/build-folders.ts';
import { sha256 } from '../../apps/registry/src/testing/start-test-registry.ts';
import { createRandom } from '../bench/statistics/random.ts';
import type { Service } from '../suite/start-service.ts';
import type { PublishedFile } from './publishers/ledger.ts';
import { channel } from './publishers/publisher.ts';
import { chooseMoment, createUsualTraffic } from './registry-kill/choose-moment.ts';
import { type Command, type CommandKind, prepareCommand } from './registry-kill/commands.ts';
import { examineRegistry } from './registry-kill/examine-registry.ts';
import { type KillSwitch, startKillSwitch } from './registry-kill/kill-switch.ts';
import { ageStoredFiles, type Leftovers, leaveNothingBehind } from './registry-kill/leftovers.ts';
import { startPagesApi } from './registry-kill/start-pages-api.ts';
import { registryData, startRegistryProcess } from './start-registry-process.ts';

export interface RegistryKillOptions {
	/** How often the registry is killed in the middle of commands. */
	rounds: number;
	/** Of when it is killed. Default 1. */
	seed?: number;
	/** An empty PostgreSQL in place of the embedded database. */
	databaseUrl?: string | undefined;
	report?(line: string): void;
}

export interface RegistryKillResult {
	rounds: number;
	/** Kills in the middle of a start, beside those of the rounds. */
	killedStarts: number;
	/** Commands by kind and what was left of them, e.g. `publish, cut off, old`. */
	outcomes: Record<string, number>;
	/** What the registry was at work on when it was killed, by request. */
	underWay: Record<string, number>;
	/** What was left in the end, before and after it was collected. */
	leftovers: Leftovers;
	/** Has to be empty. */
	problems: string[];
}

/** By turns; beside every third one there is a collection, and beside others the publish of another team. */
const kinds: readonly CommandKind[] = ['publish', 'promote', 'rollback', 'publish', 'canary'];
/** Every so many starts are killed as well, somewhere within so many milliseconds. */
const startsBetweenKills = 3;
const startTime = 1_200;
/** Builds whose files are read after each start; every so many rounds it is all of them. */
const newestBuilds = 6;
const roundsBetweenAll = 25;

const remotes = ['users', 'files'] as const;
const apps = ['shell', ...remotes];

const besideOf = (round: number): [CommandKind, string] | undefined =>
	round % 3 === 0 ? ['gc', 'users'] : round % 3 === 1 ? ['publish', 'files'] : undefined;

const count = (counts: Record<string, number>, name: string): void => {
	counts[name] = (counts[name] ?? 0) + 1;
};

/**
 * Kills a registry with SIGKILL in the middle of commands, at moments by time, by bytes, by requests and by answers. After
 * each start all of it is looked at: each command is there as a whole or not at all, and what was acknowledged is there.
 * What was cut off is sent again, and has to end as if nothing had happened.
 */
export const soakRegistryKill = async ({
	rounds,
	seed = 1,
	databaseUrl,
	report = () => undefined,
}: RegistryKillOptions): Promise<RegistryKillResult> => {
	const folder = await mkdtemp(join(tmpdir(), 'flotilla-soak-'));
	const random = createRandom(seed);
	const api = await startPagesApi();
	const port = await getPort();
	const url = `http://127.0.0.1:${port}`;
	const problems: string[] = [];
	const outcomes: Record<string, number> = {};
	const underWay: Record<string, number> = {};
	let killedStarts = 0;
	const builds = new Map<string, PublishedFile[]>();
	const env = { API_URL: api.url, ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }) };
	const start = (signal?: AbortSignal) =>
		startRegistryProcess({ folder, port, env, ...(signal === undefined ? {} : { signal }) });
	const killSwitch = await startKillSwitch(url);
	let registry: Service | undefined;
	try {
		registry = await start();
		const token = (await readFile(join(registryData(folder), publishTokenFile), 'utf8')).trim();
		const client = createRegistryClient({ registry: url, token });
		const publishFirst = async (build: TestBuild) => {
			const { app } = build.manifest;
			const files = Object.entries(build.files);
			builds.set(
				`${app} 0.1.0`,
				files.map(([path, text]) => ({ url: `/assets/${app}/${path}`, sha256: sha256(text) })),
			);
			const written = await writeBuild(build);
			await publishBuild({ folder: written, version: '0.1.0', channel, registry: url, token });
			await rm(written, { recursive: true });
		};
		await publishFirst(shellBuild({ serviceWorker: 'self.addEventListener("fetch", () => {});' }));
		for (const app of remotes) await publishFirst(remoteBuild({ app }));

		const usual = createUsualTraffic();
		let number = 0;
		const prepare = (kind: CommandKind, app: string): Promise<Command> => {
			number += 1;
			return prepareCommand(kind, { client, token, app, number, builds, registry: url });
		};
		// Once each without a kill: how long they take, and how much they send.
		for (const kind of new Set(kinds)) {
			const command = await prepare(kind, 'users');
			usual.learn(kind, await watch(killSwitch, command));
			const { state } = await command.outcome(client);
			if (state !== 'new') problems.push(`${kind} is ${state} without a kill.`);
			await command.tidy(client);
		}

		for (let round = 1; round <= rounds; round += 1) {
			const kind = kinds[round % kinds.length] ?? 'publish';
			const commands = [await prepare(kind, 'users')];
			const beside = besideOf(round);
			if (beside !== undefined) commands.push(await prepare(...beside));
			if (beside?.[0] === 'gc') await ageStoredFiles(folder);

			const moment = chooseMoment({ usual: usual.of(kind), random });
			const ended = await runUntilKilled({ commands, killSwitch, registry, moment });
			for (const name of ended.underWay) count(underWay, name);
			if (round % startsBetweenKills === 0) {
				killedStarts += 1;
				await start(AbortSignal.timeout(Math.round(random() * startTime))).then(
					(early) => early.kill(),
					() => undefined,
				);
			}
			registry = await start();
			const at = `Round ${round}, ${kind}, killed by ${JSON.stringify(moment)}`;
			for (const [index, command] of commands.entries()) {
				const acknowledged = ended.acknowledged[index] === true;
				const outcome = await command.outcome(client);
				count(outcomes, `${command.kind}, ${acknowledged ? 'acknowledged' : 'cut off'}, ${outcome.state}`);
				if (outcome.state === 'mixed') problems.push(`${at}: ${command.kind} is neither old nor new: ${outcome.what}`);
				if (acknowledged && outcome.state !== 'new')
					problems.push(`${at}: ${command.kind} was acknowledged, and is gone.`);
			}
			const all = round % roundsBetweenAll === 0 || round === rounds;
			const examined = { url, client, apps, builds, newestBuilds: all ? builds.size : newestBuilds };
			const damage = await examineRegistry(examined);
			for (const [index, command] of commands.entries()) {
				if (ended.acknowledged[index] === true) continue;
				try {
					await command.repeat(url);
					const { state } = await command.outcome(client);
					if (state !== 'new') damage.push(`${command.kind}, sent again, is ${state}.`);
				} catch (error) {
					damage.push(
						`${command.kind} cannot be sent again: ${isRegistryError(error) ? error.code : ''} ${String(error)}`,
					);
				}
			}
			damage.push(...(await examineRegistry({ ...examined, newestBuilds: commands.length })));
			for (const command of commands) await command.tidy(client);
			const complaints = await readFile(join(folder, 'registry.log'), 'utf8');
			if (complaints.trim() !== '') damage.push(`The registry complains: ${complaints.slice(0, 500)}`);
			for (const problem of damage) {
				problems.push(`${at}: ${problem}`);
				report(`${at}: ${problem}`);
			}
			if (round % 10 === 0 || round === rounds) {
				const told = Object.entries(outcomes).toSorted();
				report(
					`${round} of ${rounds} kills: ${told.map(([name, times]) => `${times} ${name}`).join('; ')}; ${problems.length} problems`,
				);
			}
		}
		const leftovers = await leaveNothingBehind({
			folder,
			databaseUrl,
			client,
			stop: async () => registry?.stop(),
			start: async () => {
				registry = await start();
			},
		});
		problems.push(...leftovers.problems);
		report(
			`killed while at work on ${Object.entries(underWay)
				.map(([name, times]) => `${name} ${times} times`)
				.join(', ')}`,
		);
		report(
			`${leftovers.before.broken} broken-off files and ${leftovers.before.uploads} uploads were left, ${leftovers.after.broken} and ${leftovers.after.uploads} after a collection`,
		);
		return { rounds, killedStarts, outcomes, underWay, leftovers, problems };
	} finally {
		await killSwitch.stop();
		await registry?.kill();
		await api.stop();
		await rm(folder, { recursive: true, force: true });
	}
};

/** Runs a command through the switch without pulling it, and says what went through. */
const watch = async (killSwitch: KillSwitch, command: Command) => {
	const begun = performance.now();
	killSwitch.arm(undefined, () => undefined);
	await command.run(killSwitch.url);
	const duration = performance.now() - begun;
	const { requests, bytes } = killSwitch.disarm();
	return { duration, requests, bytes };
};

interface RunOptions {
	/** The first one is what the moment is counted for; the others run beside it. */
	commands: readonly Command[];
	killSwitch: KillSwitch;
	registry: Service;
	moment: ReturnType<typeof chooseMoment>;
}

/** Starts all commands at once, and resolves when the registry is dead: at the moment, or when nothing is under way any more. */
const runUntilKilled = async ({ commands, killSwitch, registry, moment }: RunOptions) => {
	const { promise: pulled, resolve: pull } = Promise.withResolvers<void>();
	killSwitch.arm(moment, () => {
		void registry.kill();
		pull();
	});
	const acknowledged: boolean[] = commands.map(() => false);
	const running = commands.map(async (command, index) => {
		try {
			// What is beside must not count.
			await command.run(index === 0 ? killSwitch.url : registry.url);
			acknowledged[index] = true;
		} catch (error) {
			// A registry that is killed answers nothing, and what it does answer is no refusal of these.
			if (!isRegistryError(error) || error.code !== 'REGISTRY_UNREACHABLE') throw error;
		}
	});
	const done = Promise.all(running);
	done.catch(() => undefined);
	await Promise.race([pulled, done]);
	await registry.kill();
	const { underWay } = killSwitch.disarm();
	await done;
	return { acknowledged, underWay };
};
