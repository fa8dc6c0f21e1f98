import { CommanderError } from 'commander';
import { isBuildFolderError } from '../client/read-build-folder.ts';
import { isRegistryError } from '../client/registry-error.ts';
import { isSigningKeyError } from '../signatures/signing-key.ts';
import { createProgram, type ProgramOptions } from './create-program.ts';
import { isNegativeAnswer } from './negative-answer.ts';

/** Runs `flotilla` with the arguments behind its name and gives its exit code: 0 done, 1 refused, 2 wrong usage. */
export const runCommand = async (args: readonly string[], options: ProgramOptions): Promise<number> => {
	const { note } = options.terminal;
	try {
		await createProgram(options).parseAsync([...args], { from: 'user' });
		return 0;
	} catch (error) {
		// Commander has said what is wrong, or printed the help that was asked for.
		if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
		if (isNegativeAnswer(error)) return 1;
		if (isBuildFolderError(error) || isSigningKeyError(error)) {
			note(`${error.code}: ${error.message}`);
			return 2;
		}
		if (isRegistryError(error)) {
			note(`${error.code}: ${error.message}`);
			for (const [field, messages] of Object.entries(error.errors ?? {})) {
				for (const message of messages) if (!error.message.includes(message)) note(`  ${field}: ${message}`);
			}
			return 1;
		}
		throw error;
	}
};
