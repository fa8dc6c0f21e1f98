import { execFileSync, spawnSync } from 'node:child_process';
import { hasPostgres } from './start-postgres.ts';

const hasRedis = () => spawnSync('redis-server', ['--version']).status === 0;

/** What is missing to run the suite past one machine, or nothing. `TEST_DATABASE_URL` and `TEST_REDIS_URL` stand for their servers. */
export const missingServices = (): string[] => [
	...(process.env.TEST_DATABASE_URL !== undefined || hasPostgres() ? [] : ['PostgreSQL']),
	...(process.env.TEST_REDIS_URL !== undefined || hasRedis() ? [] : ['Redis']),
];

/** Installs what is missing from Debian's packages where that may be done. Throws with one sentence where it may not. */
export const ensureServices = (): void => {
	const missing = missingServices();
	if (missing.length === 0) return;
	const packages = missing.map((name) => (name === 'Redis' ? 'redis-server' : 'postgresql'));
	const names = missing.join(' and ');
	if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) {
		throw new Error(
			`${names} cannot be found: install ${packages.join(' and ')}, or name servers by TEST_DATABASE_URL and TEST_REDIS_URL.`,
		);
	}
	console.log(`Installing ${names} from Debian's packages ...`);
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
	execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { stdio: 'ignore', env });
};
