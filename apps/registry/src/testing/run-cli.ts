import { runCommand } from '../cli/run-command.ts';
import type { TestRegistry } from './start-test-registry.ts';

/** Runs `flotilla` with these arguments against a test's registry; answers its exit code and what it printed. */
export const runCli = async ({ url, token }: Pick<TestRegistry, 'url' | 'token'>, args: readonly string[]) => {
	const out: string[] = [];
	const notes: string[] = [];
	const code = await runCommand(args, {
		terminal: { out: (line) => out.push(line), note: (line) => notes.push(line) },
		environment: { FLOTILLA_REGISTRY: url, FLOTILLA_TOKEN: token },
	});
	return { code, out: out.join('\n'), notes: notes.join('\n') };
};
