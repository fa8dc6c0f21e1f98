import { parseArgs } from 'node:util';

export interface NewRemoteOptions {
	/** Kebab-case: its folder, its path, its collection, and the end of its package's name. */
	name: string;
	/** What people read. */
	title: string;
}

/** The remote cannot be made like this; the message says why. */
export class OptionsError extends Error {
	override readonly name = 'OptionsError';
}

export const usage = `npm run new-remote -- <name> [--title <title>]

Makes apps/<name>: a remote with a page over a collection of its own, a card for the dashboard, texts in
English and German, stories and tests. The shell is not touched.

  <name>             2 to 40 of a-z, 0-9 and - between them, a letter first, e.g. billing or travel-costs
  --title <title>    what people read, e.g. "Travel costs". Default: the name
  --help             prints this`;

const longestName = 40;

/** Reads the command line; null asks for help. Throws an `OptionsError`. */
export const readOptions = (args: readonly string[]): NewRemoteOptions | null => {
	const { values, positionals } = parse(args);
	if (values.help) return null;
	const [name, ...more] = positionals;
	if (name === undefined) throw new OptionsError(`What is the remote called?\n\n${usage}`);
	if (more.length > 0) throw new OptionsError(`One remote at a time, not ${positionals.join(' and ')}.`);
	if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length < 2 || name.length > longestName) {
		throw new OptionsError(
			`"${name}" is no name for a remote: use 2 to ${longestName} of a-z, 0-9 and - between them, a letter first, e.g. billing or travel-costs.`,
		);
	}
	const title = values.title?.trim() ?? titleOf(name);
	// It is written into source and into messages, where quotes and braces mean something.
	if (!/^[\p{L}\p{N}][\p{L}\p{N} .&-]{0,39}$/u.test(title)) {
		throw new OptionsError(`"${title}" is no title: use up to 40 letters, digits, spaces and any of . & -`);
	}
	return { name, title };
};

const parse = (args: readonly string[]) => {
	try {
		return parseArgs({
			args: [...args],
			allowPositionals: true,
			options: { title: { type: 'string' }, help: { type: 'boolean', default: false } },
		});
	} catch (cause) {
		throw new OptionsError(`${cause instanceof Error ? cause.message : cause}\n\n${usage}`, { cause });
	}
};

/** `travel-costs` -> `Travel costs`. */
const titleOf = (name: string): string => {
	const words = name.replaceAll('-', ' ');
	return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
};
