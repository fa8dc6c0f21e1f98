import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

export interface BuildStorybookOptions {
	/** The checkout whose stories are built. */
	folder: string;
	/** Where it is written; what was there before is gone. */
	output: string;
}

/** Builds the static Storybook of a checkout. Rejects with what the build printed. */
export const buildStorybook = async ({ folder, output }: BuildStorybookOptions): Promise<void> => {
	await rm(output, { recursive: true, force: true });
	const script = join(folder, 'node_modules/storybook/dist/bin/dispatcher.js');
	await new Promise<void>((resolve, reject) => {
		const child = spawn(process.execPath, [script, 'build', '--quiet', '--output-dir', output], {
			cwd: folder,
			env: { ...process.env, STORYBOOK_DISABLE_TELEMETRY: '1' },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let said = '';
		const hear = (chunk: Buffer) => {
			said += chunk;
		};
		child.stdout.on('data', hear);
		child.stderr.on('data', hear);
		child.once('error', reject);
		child.once('close', (code) =>
			code === 0 ? resolve() : reject(new Error(`Storybook could not be built in ${folder}:\n${said}`)),
		);
	});
};
