import { readFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import type { CommandKit, ConnectionOptions } from './command-kit.ts';
import { wholeNumber } from './deploy-commands.ts';
import { canaryLine, canaryLines } from './format-canaries.ts';

interface CanaryCommandOptions extends ConnectionOptions {
	channel: string;
	message?: string;
}

interface SetOptions extends CanaryCommandOptions {
	percent?: number;
	cohort?: string;
	policy?: string;
	expectedRevision?: number;
}

const percentage = (value: string): number => {
	if (!/^\d{1,3}(?:\.\d{1,2})?$/.test(value) || Number(value) > 100) {
		throw new InvalidArgumentError('Give a number from 0 to 100, with at most two decimals.');
	}
	return Number(value);
};

const readPolicy = async (path: string, command: Command): Promise<unknown> => {
	try {
		return JSON.parse(await readFile(path, 'utf8'));
	} catch (error) {
		return command.error(`error: the policy ${path} cannot be read: ${error instanceof Error ? error.message : error}`);
	}
};

/** `flotilla canary set | status | stop`. */
export const addCanaryCommands = ({ program, command, clientOf, answer }: CommandKit): void => {
	const canary = program
		.command('canary')
		.description('try a version on a share of devices; promoted or taken back by itself');
	const withChannel = (made: Command): Command => made.option('--channel <name>', 'the channel', 'production');

	withChannel(command('set <app> <version>', 'begin a canary, or change the share of the one that runs', canary))
		.option('--percent <number>', 'of devices that get this version', percentage)
		.option('--cohort <name>', 'also whoever opened the page with ?flotilla-cohort=<name>')
		.option('--policy <file>', 'JSON: harmfulDifference, alpha, beta, minimumSessions, maximumHours')
		.option('--reason, --message <why>', 'for the history')
		.option('--expected-revision <number>', "refuse unless the app's pointer is at this revision", wholeNumber)
		.action(async (app: string, version: string, options: SetOptions, self: Command) => {
			const { channel, percent, cohort, message, expectedRevision } = options;
			if (percent === undefined && cohort === undefined) self.error('error: give --percent, --cohort, or both');
			const policy = options.policy === undefined ? undefined : await readPolicy(options.policy, self);
			const set = await clientOf(options).setCanary(channel, app, {
				...{ version, percent, cohort, policy, message, expectedRevision },
			});
			answer(options, set, () => [canaryLine(set)]);
		});

	withChannel(command('status [app]', 'the canaries that run, with their figures', canary))
		.option('--all', 'those that are over as well')
		.action(async (app: string | undefined, options: CanaryCommandOptions & { all?: boolean }) => {
			const { channel, all = false } = options;
			const found = await clientOf(options).canaries(channel, { app, all });
			const none = `No canary ${all ? 'was ever set' : 'runs'}${app === undefined ? '' : ` for ${app}`} in ${channel}.`;
			answer(options, found, () => (found.length === 0 ? [none] : found.flatMap(canaryLines)));
		});

	withChannel(command('stop <app>', 'end a canary: everybody gets the stable version', canary))
		.option('--reason, --message <why>', 'for the history')
		.action(async (app: string, options: CanaryCommandOptions) => {
			const { channel, message } = options;
			const stopped = await clientOf(options).stopCanary(channel, app, { message });
			answer(options, stopped, () => [canaryLine(stopped)]);
		});
};
