import { parseArgs } from 'node:util';

export interface DevOptions {
	/** The remotes that are worked on; none: the whole suite is built and published as it changes. */
	remotes: readonly string[];
	/** Where all that is not worked on comes from; undefined: this machine's. */
	registry: string | undefined;
	/** Without any shell, each as a page of its own. */
	alone: boolean;
}

/** The command line cannot be followed; the message says why. */
export class OptionsError extends Error {
	override readonly name = 'OptionsError';
}

export const usage = `npm run dev -- [<remote> ...] [--registry <url> | --alone]

  npm run dev                                    the whole suite; what you change is built and published: reload
  npm run dev -- users                           users from your checkout, shown in the real shell; a change is there
                                                 without a reload. All else comes from the local registry, which is
                                                 started if it does not run
  npm run dev -- users --registry https://…      the same, with all else from that registry, and its API
  npm run dev -- users --alone                   users without a shell, with React's own hot reload

  DEV_PORT    where it is shown. Default 4001`;

/** Reads the command line; null asks for help. Throws an `OptionsError`. */
export const readOptions = (args: readonly string[], known: readonly string[]): DevOptions | null => {
	const { values, positionals: remotes } = parse(args);
	if (values.help) return null;
	for (const name of remotes) {
		if (!known.includes(name)) throw new OptionsError(`There is no remote "${name}"; there are ${known.join(', ')}.`);
	}
	const { alone, registry } = values;
	if (registry !== undefined && !/^https?:$/.test(URL.parse(registry)?.protocol ?? '')) {
		throw new OptionsError(`--registry takes an address like https://app.example.org, not "${registry}".`);
	}
	if ((alone || registry !== undefined) && remotes.length === 0) {
		throw new OptionsError(`Which remote do you work on? There are ${known.join(', ')}.`);
	}
	if (alone && registry !== undefined)
		throw new OptionsError('A remote that runs alone takes nothing from a registry.');
	return { remotes: [...new Set(remotes)], registry: registry && new URL(registry).origin, alone };
};

const parse = (args: readonly string[]) => {
	try {
		return parseArgs({
			args: [...args],
			allowPositionals: true,
			options: {
				registry: { type: 'string' },
				alone: { type: 'boolean', default: false },
				help: { type: 'boolean', default: false },
			},
		});
	} catch (cause) {
		throw new OptionsError(`${cause instanceof Error ? cause.message : cause}\n\n${usage}`, { cause });
	}
};
