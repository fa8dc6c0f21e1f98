// `npm run soak -- <name> [--rounds N] [--seed S]`: the long form of tests that a chance failure could hide from.
import { parseArgs } from 'node:util';
import { soakApiKill } from './api-kill.ts';
import { soakCache } from './cache.ts';
import { soakCanary } from './canary.ts';
import { soakDeploys } from './deploys.ts';
import { soakLeader } from './leader.ts';
import { soakMemory } from './memory.ts';
import { soakOutboxOnce } from './outbox.ts';
import { soakPublishers } from './publishers.ts';
import { soakRealtime } from './realtime.ts';
import { soakRefresh } from './refresh.ts';
import { soakRegistryKill } from './registry-kill.ts';
import { soakRelay } from './relay.ts';
import { soakUploads } from './uploads.ts';

interface SoakOptions {
	rounds: number;
	seed: number;
	report(line: string): void;
}

interface Soak {
	/** When no `--rounds` are given. */
	rounds: number;
	/** Resolves with what went wrong. */
	run(options: SoakOptions): Promise<readonly string[]>;
}

const soaks: Readonly<Record<string, Soak>> = {
	'api-kill': {
		rounds: 500,
		run: async (options) => (await soakApiKill({ ...options, databaseUrl: process.env.DATABASE_URL })).lost,
	},
	memory: { rounds: 200, run: soakMemory },
	/** About thirty writes a round. */
	cache: { rounds: 400, run: soakCache },
	/** So many writes, each killed after each of its steps. */
	outbox: { rounds: 1000, run: soakOutboxOnce },
	realtime: { rounds: 20, run: soakRealtime },
	uploads: { rounds: 100, run: soakUploads },
	refresh: { rounds: 50, run: soakRefresh },
	leader: { rounds: 50, run: async (options) => (await soakLeader(options)).problems },
	relay: { rounds: 200, run: soakRelay },
	canary: { rounds: 200, run: soakCanary },
	/** Twenty publishers each. With DATABASE_URL, an empty PostgreSQL, at two nodes. */
	publishers: {
		rounds: 200,
		run: async (options) => (await soakPublishers({ ...options, databaseUrl: process.env.DATABASE_URL })).problems,
	},
	'registry-kill': {
		rounds: 200,
		run: async (options) => (await soakRegistryKill({ ...options, databaseUrl: process.env.DATABASE_URL })).problems,
	},
	/** Deploys and rollbacks together. */
	deploys: { rounds: 200, run: soakDeploys },
};

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { rounds: { type: 'string' }, seed: { type: 'string', default: '1' } },
});
const [name = ''] = positionals;
const soak = Object.hasOwn(soaks, name) ? soaks[name] : undefined;
if (soak === undefined) {
	console.error(
		`There is no soak named "${name}"; there is ${Object.keys(soaks).join(', ')}: npm run soak -- api-kill.`,
	);
	process.exit(2);
}
const rounds = Number(values.rounds ?? soak.rounds);
const seed = Number(values.seed);
if (!Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed)) {
	console.error('--rounds takes a whole number from 1, --seed a whole number.');
	process.exit(2);
}
const startedAt = performance.now();
const report = (line: string) =>
	console.log(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(7)} s  ${line}`);
const problems = await soak.run({ rounds, seed, report });
for (const problem of problems.slice(0, 20)) console.error(problem);
report(
	problems.length === 0 ? `${name}: ${rounds} rounds, nothing went wrong` : `${name}: ${problems.length} problems`,
);
process.exit(problems.length === 0 ? 0 : 1);
