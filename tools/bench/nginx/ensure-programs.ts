import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** A program by name, or a file that it needs, and Debian's package with it. */
const packages: Readonly<Record<string, string>> = {
	nginx: 'nginx',
	wrk: 'wrk',
	'/usr/lib/nginx/modules/ngx_http_brotli_static_module.so': 'libnginx-mod-http-brotli-static',
};

const isThere = (name: string): boolean =>
	name.startsWith('/') ? existsSync(name) : spawnSync('which', [name]).status === 0;

/**
 * Installs the peers of a bench from Debian's packages where they are missing and where that may be done. No service of
 * theirs is started. Throws with one sentence where it may not.
 */
export const ensurePrograms = (): void => {
	const missing = Object.entries(packages).flatMap(([name, debian]) => (isThere(name) ? [] : [debian]));
	if (missing.length === 0) return;
	if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) {
		throw new Error(`This bench needs ${missing.join(', ')}: install them from your system's packages.`);
	}
	console.log(`Installing ${missing.join(', ')} from Debian's packages ...`);
	// At run level 1 an installed service is not started.
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
	execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
	execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { stdio: 'ignore', env });
};
