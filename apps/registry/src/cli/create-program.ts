import { Command } from 'commander';
import { publishBuild } from '../client/publish-build.ts';
import { createRegistryClient, type RegistryClient } from '../client/registry-client.ts';
import { addCanaryCommands } from './canary-commands.ts';
import { addContractCommands } from './contract-commands.ts';
import {
	addDeployCommands,
	type Connection,
	type MoveOption,
	wholeNumber,
	withMoveOptions,
} from './deploy-commands.ts';
import { describeProgress } from './describe-progress.ts';
import { historyTable, pointerLine, statusTable } from './format-answers.ts';
import { addTrustCommands } from './trust-commands.ts';
import { addVitalsCommand } from './vitals-command.ts';

export interface Terminal {
	/** A line of the answer. */
	out(line: string): void;
	/** A line of progress; never mixed into what a script reads. */
	note(line: string): void;
}

export interface ProgramOptions {
	terminal: Terminal;
	environment: Readonly<Record<string, string | undefined>>;
}

interface ChannelOption {
	channel: string;
}

/** The `flotilla` command. Parsing throws what commander, the registry's client and the build folder throw. */
export const createProgram = ({ terminal, environment }: ProgramOptions): Command => {
	// The type is spelt out so that the compiler knows that `program.error` does not return.
	const program: Command = new Command('flotilla')
		.description('Publish apps to a Flotilla registry and decide which version a channel serves.')
		.exitOverride()
		.configureOutput({
			writeOut: (text) => terminal.out(text.trimEnd()),
			writeErr: (text) => terminal.note(text.trimEnd()),
		})
		.addHelpText(
			'after',
			'\nExit codes: 0 done, 1 refused by the registry or answered with no, 2 wrong usage.\nFLOTILLA_REGISTRY and FLOTILLA_TOKEN stand in for --registry and --token.',
		);

	const command = (name: string, description: string, parent: Command = program): Command =>
		parent
			.command(name)
			.description(description)
			.option('--registry <url>', 'the registry', environment.FLOTILLA_REGISTRY || 'http://localhost:3000')
			// Not as a default value: help would print it.
			.option('--token <token>', 'a publish token (default: FLOTILLA_TOKEN)')
			.option('--json', 'print the answer as JSON');
	const tokenOf = ({ token }: Connection): string | undefined => token || environment.FLOTILLA_TOKEN || undefined;
	// Checked here and not by the option's parser, which does not see what comes from the environment.
	const registryOf = ({ registry }: Connection): string => {
		const url = URL.parse(registry);
		if (url === null || !/^https?:$/.test(url.protocol)) {
			program.error(`error: "${registry}" is not the address of a registry, e.g. http://localhost:3000`);
		}
		return url.origin;
	};
	const clientOf = (options: Connection): RegistryClient =>
		createRegistryClient({ registry: registryOf(options), token: tokenOf(options) });
	const answer = (options: Pick<Connection, 'json'>, value: unknown, lines: () => readonly string[]): void => {
		for (const line of options.json ? [JSON.stringify(value, null, 2)] : lines()) terminal.out(line);
	};

	command('publish <folder>', 'publish what a build wrote into a folder')
		.option('--app <name>', 'the app (default: what the build says)')
		.requiredOption('--version <version>', 'a semantic version that was not used before')
		.option('--channel <name>', 'point this channel at the build in the same step', 'production')
		.option('--no-channel', 'only store the build')
		.option('--reason, --message <why>', 'for the history')
		.option('--expected-revision <number>', 'refuse unless the pointer is at this revision', wholeNumber)
		.option('--force', 'point the channel at it although can-i-deploy says what it breaks; needs --reason')
		.action(async (folder: string, options: PublishArguments) => {
			const result = await publishBuild({
				...options,
				folder,
				registry: registryOf(options),
				channel: options.channel === false ? undefined : options.channel,
				token: tokenOf(options) ?? '',
				onProgress: (progress) => terminal.note(describeProgress(progress)),
			});
			answer(options, result, () => [
				`${result.app} ${result.version} ${result.created ? 'is published' : 'was published already'} (build ${result.build}).`,
				...(result.pointer === null ? [] : [pointerLine(result.pointer)]),
			]);
		});

	command('status', 'what a channel serves')
		.option('--channel <name>', 'the channel', 'production')
		.action(async (options: Connection & ChannelOption) => {
			const state = await clientOf(options).channel(options.channel);
			answer(options, state, () => statusTable(state));
		});

	withMoveOptions(command('promote <app> <version>', 'point a channel at a published version')).action(
		async (app: string, version: string, options: MoveOption) => {
			const { message, expectedRevision, channel, force } = options;
			const moved = await clientOf(options).promote(channel, app, version, { message, expectedRevision, force });
			answer(options, moved, () => [pointerLine(moved)]);
		},
	);

	addDeployCommands({ command, clientOf, registryOf, answer });

	command('history [app]', 'who pointed a channel where, when and why, newest first')
		.option('--channel <name>', 'the channel', 'production')
		.action(async (app: string | undefined, options: Connection & ChannelOption) => {
			const changes = await clientOf(options).history(options.channel, { app });
			answer(options, changes, () => historyTable(changes));
		});

	command('token <name>', 'make a publish token, or revoke it; needs a token for all apps')
		.option('--app <name...>', 'an app it may publish; "*" for all')
		.option('--revoke', 'revoke it')
		.action(async (name: string, options: Connection & { app?: string[]; revoke?: boolean }, self: Command) => {
			if (options.revoke) {
				await clientOf(options).removeToken(name);
				answer(options, { name, revoked: true }, () => [`The token ${name} is revoked.`]);
				return;
			}
			if (options.app === undefined) self.error("error: say with --app what the token may publish ('*' for all)");
			const token = await clientOf(options).createToken({ name, apps: options.app });
			answer(options, { name, apps: options.app, token }, () => [token]);
		});

	const kit = { program, command, clientOf, registryOf, answer, terminal, environment };
	addContractCommands(kit);
	addTrustCommands(kit);
	addCanaryCommands(kit);
	addVitalsCommand(kit);
	return program;
};

interface PublishArguments extends Connection {
	app?: string;
	version: string;
	channel: string | false;
	message?: string;
	expectedRevision?: number;
	force?: boolean;
}
