import { type Command, InvalidArgumentError } from 'commander';
import type { TokenDescription } from '../tokens/token-store.ts';
import { defaultVerbs, type Verb, verbs } from '../tokens/verbs.ts';
import type { CommandKit, ConnectionOptions } from './command-kit.ts';
import { columns, minute } from './format-answers.ts';
import { parseDuration } from './parse-duration.ts';

interface CreateOptions extends ConnectionOptions {
	app: string[];
	can?: Verb[];
	expires?: number;
}

const isVerb = (value: string): value is Verb => (verbs as readonly string[]).includes(value);

/** Takes `publish promote` and `publish,promote`. */
const collectVerbs = (value: string, former: readonly Verb[] = []): Verb[] => {
	const named = value.split(',').map((verb) => {
		if (!isVerb(verb)) throw new InvalidArgumentError(`Use ${verbs.join(', ')}.`);
		return verb;
	});
	return [...new Set([...former, ...named])];
};

const tokenTable = (tokens: readonly TokenDescription[]): string[] => [
	...columns([
		['NAME', 'APPS', 'CAN', 'CREATED', 'EXPIRES'],
		...tokens.map(({ name, apps, can, createdAt, expiresAt, expired }) => [
			name,
			apps.join(','),
			can.join(','),
			minute(createdAt),
			expiresAt === null ? 'never' : `${minute(expiresAt)}${expired ? ' (expired)' : ''}`,
		]),
	]),
];

/** `flotilla tokens`, `tokens create`, `tokens revoke`. */
export const addTokenCommands = ({ command, clientOf, answer }: CommandKit): void => {
	const tokens = command(
		'tokens',
		'who may do what, but never the tokens themselves; needs a token for all apps',
	).action(async (options: ConnectionOptions) => {
		const list = await clientOf(options).tokens();
		answer(options, list, () => tokenTable(list));
	});

	command('create <name>', 'make a token and print it, this once', tokens)
		.requiredOption('--app <name...>', 'an app it is for; "*" for all')
		.option('--can <verb...>', `${verbs.join(', ')} (default: ${defaultVerbs.join(', ')})`, collectVerbs)
		.option('--expires <duration>', '30m, 12h or 90d from now (default: never)', parseDuration)
		.action(async (name: string, _options: CreateOptions, self: Command) => {
			const options = self.optsWithGlobals<CreateOptions>();
			const { app: apps, can = [...defaultVerbs], expires: expiresIn } = options;
			const token = await clientOf(options).createToken({ name, apps, can, expiresIn });
			answer(options, { name, apps, can, token }, () => [token]);
		});

	command('revoke <name>', 'end a token at once', tokens).action(
		async (name: string, _options: ConnectionOptions, self: Command) => {
			const options = self.optsWithGlobals<ConnectionOptions>();
			await clientOf(options).removeToken(name);
			answer(options, { name, revoked: true }, () => [`The token ${name} is revoked.`]);
		},
	);
};
