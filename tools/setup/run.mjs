// `node tools/setup/run.mjs <script.ts> [arguments]`: installs what is missing, then runs the
// script under the Node that the project brings along. Plain JavaScript, because it is the one
// file that has to work with whatever Node (20 or newer) the machine has, before an install.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
const modules = join(root, 'node_modules');
const ownNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

const fail = (sentence) => {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
};

const [script, ...args] = process.argv.slice(2);
if (script === undefined) fail('Usage: node tools/setup/run.mjs <script.ts> [arguments]');
if (Number(process.versions.node.split('.')[0]) < 20) {
	fail(`Flotilla needs Node 20 or newer to set itself up; this is ${process.versions.node}.`);
}

install();
run();

function install() {
	const lockHash = createHash('sha256')
		.update(readFileSync(join(root, 'package-lock.json')))
		.digest('hex');
	const stamp = join(modules, '.flotilla-lock-hash');
	const isCurrent = existsSync(ownNode) && existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash;
	if (isCurrent) return;

	process.stdout.write('Installing dependencies (about a minute the first time) ...\n');
	// Engine warnings are about the machine's Node; everything runs under the one that is being installed.
	const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
	const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio: 'inherit' });
	if (result.error !== undefined) fail(`npm could not be started: ${result.error.message}`);
	if (result.status !== 0) {
		fail(
			'The dependencies could not be installed. Without network access, run this once on a connected machine; npm says above what went wrong.',
		);
	}
	if (!existsSync(ownNode))
		fail('npm did not install the Node that Flotilla runs on (package "node"). Are install scripts switched off?');
	writeFileSync(stamp, lockHash);
}

function run() {
	const path = [join(modules, 'node', 'bin'), join(modules, '.bin'), process.env.PATH].join(delimiter);
	const child = spawn(ownNode, [join(root, script), ...args], {
		cwd: root,
		stdio: 'inherit',
		env: { ...process.env, PATH: path, NODE_NO_WARNINGS: process.env.NODE_NO_WARNINGS ?? '1' },
	});
	// Ctrl-C reaches the child too; this process stays to hand on how it ended.
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.on(signal, () => {
			if (signal !== 'SIGINT') child.kill(signal);
		});
	}
	child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
