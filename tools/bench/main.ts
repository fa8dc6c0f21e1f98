// `npm run bench -- <name>`: measures the suite. docs/performance.md says how and what came out.
import { bench as api } from './api/bench-api.ts';
import { bench as build } from './build/bench-build.ts';
import { bench as client } from './client/bench-client.ts';
import { bench as deploy } from './deploy/bench-deploy.ts';
import { bench as inp } from './inp/bench-inp.ts';
import { bench as load } from './load/bench-load.ts';
import { bench as registry } from './registry/bench-registry.ts';

const benches: Record<string, (args: string[]) => Promise<number>> = {
	...{ load, api, client, inp, build, deploy, registry },
};

const [name = '', ...args] = process.argv.slice(2);
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (bench === undefined) {
	console.error(
		`There is no bench named "${name}"; there is ${Object.keys(benches).join(', ')}: npm run bench -- load.`,
	);
	process.exit(2);
}
process.exit(await bench(args));
