import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface CommandOptions {
	/** The program and its arguments. */
	command: readonly [string, ...string[]];
	folder: string;
	/** More environment. Default: none. */
	env?: Readonly<Record<string, string>>;
	/** Told of each line of its standard error as it comes. Default: nobody is. */
	onNote?: (line: string) => void;
}

export interface CommandOutcome {
	/** Milliseconds from before it was started until it has ended. */
	time: number;
	/** Its standard output. */
	output: string;
}

/** Runs a command as a person would. Rejects with what it printed when it ends with anything but 0. */
export const runCommand = async ({
	command: [program, ...args],
	folder,
	env = {},
	onNote = () => {},
}: CommandOptions): Promise<CommandOutcome> => {
	const startedAt = performance.now();
	const child = spawn(program, args, {
		cwd: folder,
		env: { ...process.env, ...env },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let [output, notes, line] = ['', '', ''];
	child.stdout.on('data', (chunk: Buffer) => {
		output += chunk;
	});
	child.stderr.on('data', (chunk: Buffer) => {
		notes += chunk;
		const lines = `${line}${chunk}`.split('\n');
		line = lines.pop() ?? '';
		lines.forEach(onNote);
	});
	const [code] = (await once(child, 'close')) as [number | null];
	const time = performance.now() - startedAt;
	if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}:\n${output}${notes}`);
	return { time, output };
};
