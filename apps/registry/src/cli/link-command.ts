import type { CommandKit, ConnectionOptions } from './command-kit.ts';
import { minute } from './format-answers.ts';
import { parseDuration } from './parse-duration.ts';

interface LinkOptions extends ConnectionOptions {
	app: string;
	version: string;
	expires: number;
	path?: string;
}

/** `flotilla link`. */
export const addLinkCommand = ({ command, clientOf, registryOf, answer }: CommandKit): void => {
	command('link', 'an address that shows a published build on top of the channel to whoever opens it')
		.requiredOption('--app <name>', 'the app')
		.requiredOption('--version <version>', 'one of its published versions')
		.option('--expires <duration>', '30m, 12h or 7d from now', parseDuration, 7 * 86_400)
		.option('--path <path>', "the page it opens (default: the app's own)")
		.action(async (options: LinkOptions) => {
			const { app, version, expires, path } = options;
			const link = await clientOf(options).createLink({ app, version, expiresIn: expires, path });
			const url = new URL(link.address, registryOf(options)).href;
			answer(options, { ...link, url }, () => [url, `Works until ${minute(link.expiresAt)}.`]);
		});
};
