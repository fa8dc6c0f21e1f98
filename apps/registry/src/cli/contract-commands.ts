import { readFile } from 'node:fs/promises';
import { comparedMethods } from '@flotilla/contracts/open-api';
import type { Command } from 'commander';
import { apiName } from '../channels/check-endpoints.ts';
import type { CommandKit, ConnectionOptions } from './command-kit.ts';
import { columns, minute } from './format-answers.ts';
import { deployLines } from './format-deploys.ts';
import { NegativeAnswer } from './negative-answer.ts';

interface ChannelOption extends ConnectionOptions {
	channel: string;
}

const readDocument = async (path: string, self: Command): Promise<unknown> => {
	try {
		return JSON.parse(await readFile(path, 'utf8'));
	} catch (error) {
		const reason = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
		return self.error(`error: ${path} ${reason}`);
	}
};

/** Whether builds and the API go together: `flotilla can-i-deploy` and `flotilla contract`. */
export const addContractCommands = ({ command, clientOf, answer }: CommandKit): void => {
	command('can-i-deploy <app> [version]', 'what a published version would break in a channel, and for whom')
		.option('--channel <name>', 'the channel', 'production')
		.option('--contract <file>', `with the app "${apiName}": the OpenAPI document of an API that is to go live`)
		.action(
			async (
				app: string,
				version: string | undefined,
				options: ChannelOption & { contract?: string },
				self: Command,
			) => {
				const { channel, contract } = options;
				if ((app === apiName) !== (contract !== undefined)) {
					self.error(`error: --contract goes with the app "${apiName}", and "${apiName}" needs it`);
				}
				if ((version === undefined) !== (contract !== undefined)) {
					self.error('error: name a version of the app; a contract says its own');
				}
				const client = clientOf(options);
				const found =
					contract === undefined
						? await client.canIDeploy(channel, app, version as string)
						: await client.canIDeployApi(channel, await readDocument(contract, self));
				answer(options, found, () => deployLines(found));
				if (!found.ok) throw new NegativeAnswer();
			},
		);

	command('contract', 'what the API behind a channel offers, by which endpoints are compared')
		.option('--channel <name>', 'the channel', 'production')
		.action(async (options: ChannelOption) => {
			const found = await clientOf(options).contract(options.channel);
			answer(options, found, () => {
				const { version, digest, seenAt, document } = found;
				const endpoints = Object.entries(document.paths).flatMap(([path, item]) =>
					comparedMethods.filter((method) => item[method] !== undefined).map((method) => [method.toUpperCase(), path]),
				);
				return [
					...columns([['METHOD', 'PATH'], ...endpoints]),
					`API ${version} (${digest}), seen since ${minute(seenAt)}: ${endpoints.length} endpoints.`,
				];
			});
		});
};
