import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import getPort from 'get-port';

export interface StartedServer {
	url: string;
	stop(): Promise<void>;
}

/** Newest first. Debian keeps the programs of each major in a folder of its own, out of the path. */
const findPrograms = (): string | undefined =>
	[
		...globSync('/usr/lib/postgresql/*/bin').toSorted((one, other) =>
			other.localeCompare(one, 'en', { numeric: true }),
		),
		...(process.env.PATH ?? '').split(':'),
	].find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));

export const hasPostgres = (): boolean => findPrograms() !== undefined;

/** PostgreSQL refuses to run as root: then it runs as the user that Debian's package made for it. */
const ownerOf = () => {
	if (process.getuid?.() !== 0) return {};
	const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
	return { uid: id('-u'), gid: id('-g') };
};

/** A PostgreSQL in a temporary folder, on a port of its own; nothing of it stays. */
export const startPostgres = async (): Promise<StartedServer> => {
	const programs = findPrograms();
	if (programs === undefined) throw new Error('There is no PostgreSQL on this machine.');
	const owner = ownerOf();
	const folder = mkdtempSync(join(tmpdir(), 'flotilla-postgres-'));
	if (owner.uid !== undefined) execFileSync('chown', [`${owner.uid}:${owner.gid}`, folder]);
	chmodSync(folder, 0o700);
	const data = join(folder, 'data');
	const initialise = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
	execFileSync(join(programs, 'initdb'), initialise, { ...owner, stdio: 'pipe', cwd: folder });
	const port = await getPort();
	const settings = ['max_connections=300', 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`];
	// What is kept is thrown away at the end; no test takes the power from the machine.
	settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
	const options = ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
	const child = spawn(join(programs, 'postgres'), options, { ...owner, stdio: 'ignore', cwd: folder });
	const probe = ['-h', '127.0.0.1', '-p', String(port), '-q'];
	for (let attempt = 0; ; attempt += 1) {
		try {
			execFileSync(join(programs, 'pg_isready'), probe, { stdio: 'ignore' });
			break;
		} catch (error) {
			if (attempt > 200 || child.exitCode !== null) throw new Error('PostgreSQL did not start.', { cause: error });
			await delay(50);
		}
	}
	return {
		url: `postgres://postgres@127.0.0.1:${port}/postgres`,
		async stop() {
			// SIGINT: a fast shutdown, which waits for no client.
			child.kill('SIGINT');
			if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
			rmSync(folder, { recursive: true, force: true });
		},
	};
};
