// `node tools/setup/run.mjs <script.ts> [arguments]`: installs what is missing, then runs the
// script under the Node that the project brings along. Plain JavaScript, because it is the one
// file that has to work with whatever Node (20 or newer) the machine has, before an install.
import { spawn } from 'node:child_process';
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

await install();
run();

async function install() {
	const lockHash = createHash('sha256')
		.update(readFileSync(join(root, 'package-lock.json')))
		.digest('hex');
	const stamp = join(modules, '.flotilla-lock-hash');
	const isCurrent = existsSync(ownNode) && existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash;
	if (isCurrent) return;

	const startedAt = Date.now();
	const elapsed = () => `${Math.round((Date.now() - startedAt) / 1000)} s`;
	console.log('Installing dependencies (about a minute the first time) ...');
	const heartbeat = setInterval(() => console.log(`  still installing, ${elapsed()}`), 10_000);
	const { status, complaint } = await npmCi();
	clearInterval(heartbeat);
	if (status !== 0) {
		if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH/.test(complaint)) {
			fail(
				'The dependencies could not be downloaded: npm cannot reach its registry. Connect this machine to the network and run the command again.',
			);
		}
		fail(`${complaint}\nThe dependencies could not be installed; npm says above why.`);
	}
	if (!existsSync(ownNode))
		fail('npm did not install the Node that Flotilla runs on (package "node"). Are install scripts switched off?');
	writeFileSync(stamp, lockHash);
	console.log(`Installed in ${elapsed()}`);
}

// Engine warnings are left out: they are about the machine's Node, and everything runs under the one being installed.
function npmCi() {
	const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
	const retries = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
	return new Promise((resolve) => {
		const child = spawn(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...retries], {
			cwd: root,
			stdio: ['ignore', 'inherit', 'pipe'],
			shell: process.platform === 'win32',
		});
		let complaint = '';
		child.stderr.on('data', (chunk) => {
			complaint += chunk;
		});
		child.on('error', (error) => resolve({ status: 1, complaint: `npm could not be started: ${error.message}` }));
		child.on('close', (status) => resolve({ status, complaint }));
	});
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
