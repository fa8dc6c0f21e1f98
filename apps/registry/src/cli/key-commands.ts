import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { signBuildFolder } from '../client/build-signature-file.ts';
import type { AppKey } from '../signatures/key-store.ts';
import { createKeyPair, SigningKeyError } from '../signatures/signing-key.ts';
import type { CommandKit, ConnectionOptions } from './command-kit.ts';
import { columns, minute } from './format-answers.ts';

interface SignArguments {
	app?: string;
	version: string;
	key?: string;
	json?: boolean;
}

interface ReasonOption extends ConnectionOptions {
	message?: string;
}

const readKeyFile = async (path: string): Promise<string> => {
	try {
		return await readFile(path, 'utf8');
	} catch (cause) {
		throw new SigningKeyError(`The key ${path} cannot be read.`, { cause });
	}
};

/** Never in place of another file: a private key that is written over is lost. Throws `SigningKeyError`. */
const writeNew = async (path: string, text: string, mode: number): Promise<void> => {
	try {
		await writeFile(path, text, { mode, flag: 'wx' });
	} catch (cause) {
		throw new SigningKeyError(`${path} cannot be written, or is there already. Name another with --out.`, { cause });
	}
};

const keyTable = (keys: readonly AppKey[]): string[] =>
	columns([
		['KEY', 'STATE', 'SINCE', 'BY', 'WHY'],
		...keys.map(({ keyId, trusted, changedAt, changedBy, reason }) => [
			keyId,
			trusted ? 'trusted' : 'distrusted',
			minute(changedAt),
			changedBy,
			reason ?? '',
		]),
	]);

/** `flotilla keys new | list | trust | distrust`, `flotilla sign`, and `publish --key`. */
export const addKeyCommands = ({ program, command, clientOf, answer, terminal, environment }: CommandKit): void => {
	const keys = program.command('keys').description('the Ed25519 keys that sign builds of an app');

	keys
		.command('new')
		.description('write a key pair: <path>.key, which stays with the publisher, and <path>.pub')
		.option('--out <path>', 'where to, without an extension', 'flotilla-signing')
		.option('--json', 'print the answer as JSON')
		.action(async (options: { out: string; json?: boolean }) => {
			const pair = createKeyPair();
			const written = { keyId: pair.keyId, privateKey: `${options.out}.key`, publicKey: `${options.out}.pub` };
			await writeNew(written.privateKey, pair.privatePem, 0o600);
			await writeNew(written.publicKey, pair.pem, 0o644);
			answer(options, written, () => [
				`${written.keyId}: private in ${written.privateKey}, public in ${written.publicKey}.`,
			]);
		});

	command('list <app>', 'the keys that were ever trusted for an app', keys).action(
		async (app: string, options: ConnectionOptions) => {
			const list = await clientOf(options).keys(app);
			answer(options, list, () =>
				list.length === 0 ? [`${app} has no key: its builds need no signature.`] : keyTable(list),
			);
		},
	);

	command('trust <app> <file>', 'trust a public key for an app: from then on its builds have to be signed', keys)
		.option('--message <why>', 'for the list of keys')
		.action(async (app: string, file: string, options: ReasonOption) => {
			const publicKey = await readKeyFile(file);
			const trusted = await clientOf(options).trustKey(app, { publicKey, message: options.message });
			answer(options, trusted, () => [
				`${app} ${trusted.changed ? 'now trusts' : 'trusted already'} ${trusted.keyId}.`,
			]);
		});

	command('distrust <app> <key>', 'trust a key no longer; what only it signed cannot be promoted any more', keys)
		.option('--message <why>', 'for the list of keys')
		.action(async (app: string, key: string, options: ReasonOption) => {
			const distrusted = await clientOf(options).distrustKey(app, key, { message: options.message });
			answer(options, distrusted, () => [
				`${app} ${distrusted.changed ? 'no longer trusts' : 'did not trust'} ${distrusted.keyId}.`,
				...distrusted.live.map(
					({ channel, version }) => `${channel} still serves ${version}, which no trusted key signed.`,
				),
			]);
		});

	const sign = async (folder: string, { app, version, key: path }: SignArguments) => {
		const file = path ?? environment.FLOTILLA_SIGNING_KEY;
		if (!file) throw new SigningKeyError('Name the private key with --key or FLOTILLA_SIGNING_KEY.');
		return signBuildFolder({ folder, app, version, privateKey: await readKeyFile(file) });
	};

	program
		.command('sign <folder>')
		.description('sign a build where it lies; a publish from there sends the signature along')
		.option('--app <name>', 'the app (default: what the build says)')
		.requiredOption('--version <version>', 'the version it will be published under')
		.option('--key <file>', 'the private key (default: FLOTILLA_SIGNING_KEY)')
		.option('--json', 'print the answer as JSON')
		.action(async (folder: string, options: SignArguments) => {
			const signed = await sign(folder, options);
			answer(options, signed, () => [`${signed.app} ${signed.version} is signed with ${signed.signature.keyId}.`]);
		});

	// Publishing with a key is to sign, then to publish.
	program.commands
		.find((candidate) => candidate.name() === 'publish')
		?.option('--key <file>', 'sign it first, with this private key (default: FLOTILLA_SIGNING_KEY)')
		.hook('preAction', async (_hooked: Command, publish: Command) => {
			const options = publish.opts<SignArguments>();
			const [folder] = publish.args;
			if (folder === undefined || (options.key === undefined && !environment.FLOTILLA_SIGNING_KEY)) return;
			const { app, version, signature } = await sign(folder, options);
			terminal.note(`Signed ${app} ${version} with ${signature.keyId}.`);
		});
};
