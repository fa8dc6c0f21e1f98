import { rm } from 'node:fs/promises';
import { createRegistryClient, isRegistryError, publishBuild, type RegistryClient } from '@flotilla/registry';
import { remoteBuild, type TestBuild, writeBuild } from '../../../apps/registry/src/testing/build-folders.ts';
import { sha256 } from '../../../apps/registry/src/testing/start-test-registry.ts';
import type { PublishedFile } from '../publishers/ledger.ts';
import { channel } from '../publishers/publisher.ts';

export type CommandKind = 'publish' | 'promote' | 'rollback' | 'canary' | 'gc';

/** What a command left behind: nothing, all of it, or in words what is neither. */
export type Outcome = { state: 'old' | 'new' } | { state: 'mixed'; what: string };

/** A command that may be cut off by the death of the registry. */
export interface Command {
	readonly kind: CommandKind;
	readonly app: string;
	/** Sends it, as `flotilla` does. Rejects when it was cut off, or refused. */
	run(registry: string): Promise<void>;
	/** What there is of it. */
	outcome(client: RegistryClient): Promise<Outcome>;
	/** Sends it again, as a person would; resolves when all of it is there. */
	repeat(registry: string): Promise<void>;
	/** Ends what the next rounds must not meet. */
	tidy(client: RegistryClient): Promise<void>;
}

export interface CommandOptions {
	client: RegistryClient;
	token: string;
	app: string;
	/** No two commands have the same. */
	number: number;
	/** Of every build that was ever sent, by `app version`. */
	builds: Map<string, PublishedFile[]>;
}

const filesOf = ({ manifest, files }: TestBuild): PublishedFile[] =>
	Object.entries(files).map(([path, text]) => ({ url: `/assets/${manifest.app}/${path}`, sha256: sha256(text) }));

/** A few more files than a remote has at the least, of several sizes: a publish takes a moment. */
const buildOf = (app: string, version: string): TestBuild => {
	const build = remoteBuild({ app, text: `${app} ${version}` });
	const more = [2_000, 20_000, 120_000].map((size): [string, string] => {
		const text = `${app} ${version} ${size}\n`.repeat(Math.ceil(size / 20));
		return [`part.${sha256(text).slice(0, 16)}.js`, text];
	});
	return { ...build, files: { ...build.files, ...Object.fromEntries(more) } };
};

const sendBuild = async (
	{ token, builds }: CommandOptions,
	{
		registry,
		build,
		version,
		into,
		message,
	}: {
		registry: string;
		build: TestBuild;
		version: string;
		into: string;
		message: string;
	},
): Promise<void> => {
	builds.set(`${build.manifest.app} ${version}`, filesOf(build));
	const folder = await writeBuild(build);
	try {
		await publishBuild({ folder, version, channel: into, registry, token, message });
	} finally {
		await rm(folder, { recursive: true });
	}
};

/** Where the app's pointer is, and how often the history has this request. */
const look = async (client: RegistryClient, app: string, message: string) => {
	const { apps } = await client.channel(channel);
	const rows = (await client.history(channel, { app, limit: 20 })).filter(({ reason }) => reason === message);
	const pointer = apps.find((one) => one.app === app);
	return { version: pointer?.version ?? null, revision: pointer?.revision ?? 0, rows: rows.length };
};

type Seen = Awaited<ReturnType<typeof look>>;

const judge = (before: Pick<Seen, 'version' | 'revision'>, now: Seen, wanted: string | null): Outcome => {
	if (now.version === wanted && now.rows === 1 && now.revision > before.revision) return { state: 'new' };
	if (now.version === before.version && now.rows === 0 && now.revision === before.revision) return { state: 'old' };
	return { state: 'mixed', what: `from ${JSON.stringify(before)} to ${wanted}: ${JSON.stringify(now)}` };
};

const published = async (options: CommandOptions): Promise<Command> => {
	const { client, app, number } = options;
	const version = `1.${number}.0`;
	const message = `Publish ${number}`;
	const build = buildOf(app, version);
	const before = await look(client, app, message);
	const run = (registry: string) => sendBuild(options, { registry, build, version, into: channel, message });
	return {
		kind: 'publish',
		app,
		run,
		repeat: run,
		async outcome(later) {
			const pointer = judge(before, await look(later, app, message), version);
			const isListed = (await later.builds(app)).some((one) => one.version === version);
			// What is published is looked at as a whole elsewhere; a build that is not has no pointer either.
			if (pointer.state === 'mixed' || isListed === (pointer.state === 'new')) return pointer;
			return {
				state: 'mixed',
				what: `${app} ${version} is ${isListed ? '' : 'not '}listed, the pointer ${pointer.state}`,
			};
		},
		tidy: async () => undefined,
	};
};

const promoted = async ({ client, token, app, number }: CommandOptions): Promise<Command> => {
	const version = `1.${number}.0`;
	const message = `Promote ${number}`;
	const before = await look(client, app, message);
	const run = async (registry: string) =>
		void (await createRegistryClient({ registry, token }).promote(channel, app, version, { message }));
	return {
		kind: 'promote',
		app,
		run,
		repeat: run,
		outcome: async (later) => judge(before, await look(later, app, message), version),
		tidy: async () => undefined,
	};
};

/** By turns with the version it goes back to, and with the revision it was seen at: either may be sent again. */
const rolledBack = async ({ client, token, app, number }: CommandOptions): Promise<Command> => {
	const message = `Rollback ${number}`;
	const before = await look(client, app, message);
	const [newest] = await client.history(channel, { app, limit: 1 });
	const wanted = newest?.previousVersion ?? null;
	if (wanted === null) throw new Error(`${app} has nothing to go back to.`);
	const how = number % 2 === 0 ? { to: wanted } : { expectedRevision: before.revision };
	const run = async (registry: string) =>
		void (await createRegistryClient({ registry, token }).rollback(channel, app, { ...how, message }));
	return {
		kind: 'rollback',
		app,
		run,
		async repeat(registry) {
			try {
				await run(registry);
			} catch (error) {
				// It was done already, and the registry says where the pointer is.
				if (!isRegistryError(error) || error.code !== 'CHANNEL_MOVED' || 'to' in how) throw error;
			}
		},
		outcome: async (later) => judge(before, await look(later, app, message), wanted),
		tidy: async () => undefined,
	};
};

const onTrial = async ({ client, token, app, number }: CommandOptions): Promise<Command> => {
	const version = `1.${number}.0`;
	const running = async (later: RegistryClient) => (await later.canaries(channel, { app })).length;
	if ((await running(client)) !== 0) throw new Error(`A canary of ${app} is left from a round before.`);
	const run = async (registry: string) =>
		void (await createRegistryClient({ registry, token }).setCanary(channel, app, { version, percent: 50 }));
	return {
		kind: 'canary',
		app,
		run,
		repeat: run,
		async outcome(later) {
			const { canaries, canaryCompositionIds } = await later.channel(channel);
			const [trial] = await later.canaries(channel, { app });
			const own = canaries.filter((one) => one.app === app);
			if (trial === undefined && own.length === 0 && canaryCompositionIds.length === 0) return { state: 'old' };
			const isWhole =
				own[0]?.version === version && canaryCompositionIds.length === 1 && (trial?.decisions.length ?? 0) > 0;
			if (trial?.version === version && isWhole) return { state: 'new' };
			return { state: 'mixed', what: JSON.stringify({ canaries, canaryCompositionIds, trial }) };
		},
		tidy: async (later) => void (await later.stopCanary(channel, app)),
	};
};

/** Everything that nothing needs now, however young. What it removed is not told apart: the registry as a whole has to be sound. */
const collected = async ({ token, app, number }: CommandOptions): Promise<Command> => {
	const run = async (registry: string) =>
		void (await createRegistryClient({ registry, token }).collectGarbage({
			keepDays: 0,
			keepUploadHours: 1,
			graceMinutes: 5,
			message: `Collection ${number}`,
		}));
	return {
		kind: 'gc',
		app,
		run,
		repeat: run,
		async outcome(later) {
			const rows = (await later.collections()).filter(({ reason }) => reason === `Collection ${number}`);
			return { state: rows.length === 0 ? 'old' : 'new' };
		},
		tidy: async () => undefined,
	};
};

const makers: Readonly<Record<CommandKind, (options: CommandOptions) => Promise<Command>>> = {
	publish: published,
	promote: promoted,
	rollback: rolledBack,
	canary: onTrial,
	gc: collected,
};

/** A command, with what has to be there before: a version that waits in `staging`, or one to go back from. */
export const prepareCommand = async (
	kind: CommandKind,
	options: CommandOptions & { registry: string },
): Promise<Command> => {
	const { app, number, registry } = options;
	const version = `1.${number}.0`;
	const into = { promote: 'staging', canary: 'staging', rollback: channel, publish: null, gc: null }[kind];
	if (into !== null) {
		const message = `Prepare ${number}`;
		await sendBuild(options, { registry, build: buildOf(app, version), version, into, message });
	}
	return makers[kind](options);
};
