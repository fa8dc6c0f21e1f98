import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublishResult } from '@flotilla/registry';
import { runCommand } from '../../../apps/registry/src/cli/run-command.ts';
import type { Random } from '../../bench/statistics/random.ts';
import { stampBuild } from './stamp-build.ts';

/** `publish`: build and pointer in one step. `promote`: the build was stored before. `composition`: all apps go back at once. */
export type ChangeKind = 'publish' | 'promote' | 'rollback' | 'composition';

/** A pointer change that was made. Times are milliseconds on the clock of `performance.now()`. */
export interface MadeChange {
	kind: ChangeKind;
	/** `null`: several may have moved. */
	app: string | null;
	/** What pages get from then on. */
	compositionId: string;
	/** The command was given, and it had the registry's answer. */
	startedAt: number;
	answeredAt: number;
}

export interface Deployer {
	/** Publishes the first version of each app, which nothing is rolled back beyond. */
	begin(): Promise<void>;
	/** Whether something was deployed that can be taken back. */
	canRollBack(): boolean;
	/** A version that never was, of the next app in turn. */
	deploy(): Promise<MadeChange>;
	/** Takes back what one app has, or, one time in ten, goes back to a composition of a while ago. */
	rollBack(): Promise<MadeChange>;
}

interface DeployerOptions {
	registryUrl: string;
	token: string;
	/** The folder of each app's build; the shell's is the first. */
	builds: ReadonlyMap<string, string>;
	random: Random;
	/** Where copies of builds are made, and removed when they are published. */
	temporary: string;
}

/** Changes a channel as teams do, by `flotilla` with what they would type; what is pointed where is known by the answers alone. */
export const createDeployer = ({ registryUrl, token, builds, random, temporary }: DeployerOptions): Deployer => {
	const apps = [...builds.keys()];
	/** What each app has, over what it goes back to. */
	const stacks = new Map<string, string[]>();
	/** What pages got after each change, the newest last. */
	const past: { compositionId: string; versions: Map<string, string> }[] = [];
	let deploys = 0;

	const flotilla = async (...args: string[]): Promise<unknown> => {
		const out: string[] = [];
		const notes: string[] = [];
		const code = await runCommand([...args, '--json'], {
			terminal: { out: (line) => out.push(line), note: (line) => notes.push(line) },
			environment: { FLOTILLA_REGISTRY: registryUrl, FLOTILLA_TOKEN: token },
		});
		if (code !== 0) throw new Error(`flotilla ${args.join(' ')} ended with ${code}: ${notes.join(' ')}`);
		return JSON.parse(out.join('\n'));
	};

	const timed = async (kind: ChangeKind, app: string | null, args: string[]): Promise<MadeChange> => {
		const startedAt = performance.now();
		const answer = (await flotilla(...args)) as PublishResult | NonNullable<PublishResult['pointer']>;
		const answeredAt = performance.now();
		const compositionId = ('pointer' in answer ? answer.pointer : answer)?.compositionId;
		if (typeof compositionId !== 'string')
			throw new Error(`flotilla ${args.join(' ')} left pages without a composition.`);
		return { kind, app, compositionId, startedAt, answeredAt };
	};
	const remember = (compositionId: string): void => {
		const versions = new Map(apps.map((app) => [app, stacks.get(app)?.at(-1) ?? '']));
		past.push({ compositionId, versions });
		if (past.length > 10) past.shift();
	};

	const withBuild = async <T>(app: string, version: string, use: (folder: string) => Promise<T>): Promise<T> => {
		const folder = join(await mkdtemp(join(temporary, `${app}-`)), 'build');
		try {
			await stampBuild({ from: builds.get(app) ?? '', to: folder, app, version });
			return await use(folder);
		} finally {
			await rm(join(folder, '..'), { recursive: true, force: true });
		}
	};
	const publish = (app: string, version: string): Promise<MadeChange> =>
		withBuild(app, version, (folder) =>
			timed('publish', app, ['publish', folder, '--app', app, '--version', version, '--message', 'Soak']),
		);

	return {
		async begin() {
			let last = '';
			for (const app of apps) {
				last = (await publish(app, '1.0.0')).compositionId;
				stacks.set(app, ['1.0.0']);
			}
			remember(last);
		},

		canRollBack: () => [...stacks.values()].some(({ length }) => length > 1),

		async deploy() {
			const app = apps[deploys % apps.length] ?? '';
			deploys += 1;
			const version = `1.${deploys}.0`;
			let change: MadeChange;
			if (random() < 0.5) {
				change = await publish(app, version);
			} else {
				await withBuild(app, version, (folder) =>
					flotilla('publish', folder, '--app', app, '--version', version, '--no-channel'),
				);
				change = await timed('promote', app, ['promote', app, version, '--message', 'Soak']);
			}
			stacks.get(app)?.push(version);
			remember(change.compositionId);
			return change;
		},

		async rollBack() {
			const current = past.at(-1)?.compositionId;
			const earlier = past.filter(({ compositionId }) => compositionId !== current);
			const target = earlier[Math.floor(random() * earlier.length)];
			if (target !== undefined && random() < 0.1) {
				const change = await timed('composition', null, ['rollback', '--composition', target.compositionId]);
				// As the registry reads its history: down to the version, or up to one that was taken off.
				for (const [app, version] of target.versions) {
					const stack = stacks.get(app) ?? [];
					if (stack.at(-1) === version) continue;
					const at = stack.lastIndexOf(version);
					if (at === -1) stack.push(version);
					else stack.length = at + 1;
				}
				remember(change.compositionId);
				return change;
			}
			const deployed = apps.filter((app) => (stacks.get(app)?.length ?? 0) > 1);
			const app = deployed[Math.floor(random() * deployed.length)];
			if (app === undefined) throw new Error('Nothing was deployed that could be taken back.');
			const change = await timed('rollback', app, ['rollback', app, '--message', 'Soak']);
			stacks.get(app)?.pop();
			remember(change.compositionId);
			return change;
		},
	};
};
