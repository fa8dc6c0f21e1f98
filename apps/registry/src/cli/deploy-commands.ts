import { type Command, InvalidArgumentError } from 'commander';
import type { DiffTarget } from '../channels/channel-diff.ts';
import type { RegistryClient } from '../client/registry-client.ts';
import { examineInstallation } from '../doctor/examine-installation.ts';
import { withStorage } from '../doctor/with-storage.ts';
import { pointerLine } from './format-answers.ts';
import { changeLines, collectionsTable, diffTable, doctorLines, garbageLines } from './format-deploys.ts';
import { NegativeAnswer } from './negative-answer.ts';

export interface Connection {
	registry: string;
	token?: string;
	json?: boolean;
}
export interface MoveOption extends Connection {
	channel: string;
	message?: string;
	expectedRevision?: number;
	force?: boolean;
}

/** What `createProgram` hands to files with commands of their own. */
export interface CommandTools {
	/** A command that has the options of all. */
	command(name: string, description: string): Command;
	clientOf(options: Connection): RegistryClient;
	/** The checked origin of the registry. */
	registryOf(options: Connection): string;
	answer(options: Connection, value: unknown, lines: () => readonly string[]): void;
}

export const wholeNumber = (value: string): number => {
	if (!/^\d+$/.test(value)) throw new InvalidArgumentError('Give a whole number.');
	return Number(value);
};

/** The options of whatever moves a pointer. */
export const withMoveOptions = (command: Command): Command =>
	command
		.option('--channel <name>', 'the channel', 'production')
		.option('--reason, --message <why>', 'for the history')
		.option('--expected-revision <number>', 'refuse unless the pointer is at this revision', wholeNumber)
		.option('--force', 'do it although can-i-deploy says what it breaks; needs --reason');

const moveOf = ({ message, expectedRevision, force }: MoveOption) => ({ message, expectedRevision, force });

export const addDeployCommands = ({ command, clientOf, registryOf, answer }: CommandTools): void => {
	command('diff <channel>', 'what another side has that the channel does not serve')
		.option('--with <channel>', 'another channel as it is')
		.option('--composition <id>', 'a composition')
		.option('--at <revision>', 'the channel at an earlier revision', wholeNumber)
		.action(async (channel: string, options: Connection & DiffArguments, self: Command) => {
			const targets: DiffTarget[] = [
				...(options.with === undefined ? [] : [{ with: options.with }]),
				...(options.composition === undefined ? [] : [{ composition: options.composition }]),
				...(options.at === undefined ? [] : [{ at: options.at }]),
			];
			const [target] = targets;
			if (target === undefined || targets.length > 1) self.error('error: give one of --with, --composition and --at');
			const found = await clientOf(options).diff(channel, target as DiffTarget);
			answer(options, found, () => diffTable(found));
		});

	withMoveOptions(command('rollback [app]', 'point a channel back at what the app, or all of it, had before'))
		.option('--to <version>', 'a certain version the app had in the channel')
		.option('--composition <id>', 'all apps, to what this composition had (ids are in the history)')
		.action(async (app: string | undefined, options: MoveOption & RollbackArguments, self: Command) => {
			const { channel, to, composition } = options;
			if ((app === undefined) === (composition === undefined)) {
				self.error('error: name an app, or a composition with --composition');
			}
			if (composition !== undefined) {
				if (to !== undefined) self.error('error: --to goes with an app, not with --composition');
				const done = await clientOf(options).rollbackTo(channel, composition, moveOf(options));
				answer(options, done, () => changeLines(done));
				return;
			}
			const moved = await clientOf(options).rollback(channel, app as string, { ...moveOf(options), to });
			answer(options, moved, () => [pointerLine(moved)]);
		});

	withMoveOptions(command('pin <app>', 'hold an app at its version in a channel, whoever wants to move it'))
		.option('--version <version>', 'move it to this version first')
		.action(async (app: string, options: MoveOption & { version?: string }, self: Command) => {
			if (options.message === undefined) self.error('error: say with --reason why it is pinned');
			const { channel, version } = options;
			const moved = await clientOf(options).pin(channel, app, { ...moveOf(options), version });
			answer(options, moved, () => [
				`${app} ${moved.changed ? 'is now pinned' : 'was pinned already'} to ${moved.version} in ${channel}.`,
			]);
		});

	command('unpin <app>', 'let a pinned app move again')
		.option('--channel <name>', 'the channel', 'production')
		.option('--reason, --message <why>', 'for the history')
		.action(async (app: string, options: MoveOption) => {
			const moved = await clientOf(options).unpin(options.channel, app, { message: options.message });
			answer(options, moved, () => [
				`${app} ${moved.changed ? 'may move again' : 'was not pinned'} in ${options.channel}.`,
			]);
		});

	withMoveOptions(command('remove <app>', 'take an app out of a channel; its builds and history stay')).action(
		async (app: string, options: MoveOption) => {
			const done = await clientOf(options).remove(options.channel, app, moveOf(options));
			answer(options, done, () => changeLines(done));
		},
	);

	command('gc', 'remove builds and files that nothing needs; needs a token for all apps')
		.option('--dry-run', 'remove nothing, say what would be')
		.option('--keep-days <days>', 'keep what was live within so many days (default: 30)', wholeNumber)
		.option('--keep-upload-hours <hours>', 'give up uploads older than this (default: 24)', wholeNumber)
		.option('--grace-minutes <minutes>', 'keep blobs younger than this (default: 60, at least 5)', wholeNumber)
		.option('--reason, --message <why>', 'for the list of collections')
		.option('--list', 'what was collected, newest first')
		.action(async (options: Connection & GarbageArguments) => {
			if (options.list) {
				const records = await clientOf(options).collections();
				answer(options, records, () => collectionsTable(records));
				return;
			}
			const { dryRun, keepDays, keepUploadHours, graceMinutes, message } = options;
			const limits = { dryRun, keepDays, keepUploadHours, graceMinutes, message };
			const collected = await clientOf(options).collectGarbage(limits);
			answer(options, collected, () => garbageLines(collected));
		});

	command('doctor [url]', 'look at a running installation from outside and say what is wrong')
		.option('--timeout <seconds>', 'for one answer', wholeNumber, 10)
		.option('--clock-tolerance <seconds>', 'how far the two clocks may differ', wholeNumber, 60)
		.option('--storage', 'have the registry read each stored byte as well; needs a token for all apps')
		.action(async (url: string | undefined, options: Connection & DoctorArguments) => {
			const { timeout, clockTolerance, storage } = options;
			const at = url === undefined ? options : { ...options, registry: url };
			const origin = registryOf(at);
			const outside = await examineInstallation({ url: origin, timeout: timeout * 1_000, clockTolerance });
			const report = storage ? withStorage(outside, await clientOf(at).examineStorage()) : outside;
			answer(options, report, () => doctorLines(report));
			if (!report.ok) throw new NegativeAnswer();
		});
};

interface DiffArguments {
	with?: string;
	composition?: string;
	at?: number;
}
interface RollbackArguments {
	to?: string;
	composition?: string;
}
interface GarbageArguments {
	dryRun?: boolean;
	keepDays?: number;
	keepUploadHours?: number;
	graceMinutes?: number;
	message?: string;
	list?: boolean;
}
interface DoctorArguments {
	timeout: number;
	clockTolerance: number;
	storage?: boolean;
}
