import { spawn } from 'node:child_process';
import { join } from 'node:path';
import colors from 'picocolors';

interface RunChecksOptions {
	root: string;
	nodeModules: string;
	/** Writes what format and lint can mend by themselves. Default false. */
	fix?: boolean;
}

interface Check {
	name: string;
	/** The script under `node_modules`, then its arguments. */
	command: readonly [string, ...string[]];
}

const checks = (fix: boolean): Check[] => [
	{
		name: 'format and lint',
		command: [
			'@biomejs/biome/bin/biome',
			...(fix ? ['check', '--write'] : ['ci']),
			'--colors=off',
			'--error-on-warnings',
			'.',
		],
	},
	{ name: 'types', command: ['nx/dist/bin/nx.js', 'run-many', '-t', 'typecheck', '--output-style=static'] },
	{
		name: 'boundaries',
		command: [
			'dependency-cruiser/bin/dependency-cruiser.mjs',
			'--config',
			'.dependency-cruiser.mjs',
			'apps',
			'shared',
			'tools',
			'e2e',
		],
	},
	{ name: 'dead code', command: ['knip/bin/knip.js'] },
	{ name: 'sizes', command: ['size-limit/bin.js', '--hide-passed'] },
];

/** Runs every check, prints what a failing one said, counts those that passed, and names the others. */
export const runChecks = async ({ root, nodeModules, fix = false }: RunChecksOptions) => {
	let passed = 0;
	const failures: string[] = [];
	for (const { name, command } of checks(fix)) {
		const [script, ...args] = command;
		const { code, output } = await run(join(nodeModules, script), args, root);
		if (code === 0) passed += 1;
		else failures.push(name);
		console.log(`${code === 0 ? colors.green('✓') : colors.red('✗')} ${name}`);
		if (code !== 0) console.log(output);
	}
	return { passed, failures };
};

const run = (script: string, args: readonly string[], cwd: string) =>
	new Promise<{ code: number | null; output: string }>((resolve, reject) => {
		const child = spawn(process.execPath, [script, ...args], {
			cwd,
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, NO_COLOR: '1' },
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.on('data', (chunk: Buffer) => {
				output += chunk;
			});
		}
		child.once('error', reject);
		child.once('exit', (code) => resolve({ code, output }));
	});
