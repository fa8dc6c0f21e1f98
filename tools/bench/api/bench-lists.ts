import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApi } from '@flotilla/api';
import { createLog } from '@flotilla/server';
import { sql } from 'kysely';
import type { Service } from '../../suite/start-service.ts';
import { type Comparison, comparePairs } from '../statistics/compare-pairs.ts';
import { median } from '../statistics/median.ts';
import { createRandom } from '../statistics/random.ts';
import { account, memoryOf, signIn, startBenchApi } from './bench-service.ts';

export interface ListsBenchOptions {
	/** Paired samples of each list. */
	rounds: number;
	/** People of the large side. Default 1,000,000. */
	people?: number;
	seed: number;
	report(line: string): void;
}

export interface ListResult {
	name: string;
	/** Milliseconds a page, medians. */
	small: number;
	large: number;
	/** Large against small. */
	comparison: Comparison;
	aim: number;
}

export interface ExportResult {
	people: number;
	seconds: number;
	megabytes: number;
	/** MB of resident memory before the export, and at the highest while it ran. */
	memoryBefore: number;
	memoryPeak: number;
}

const smallCount = 1000;

const firstNames = 'Ada Bo Chloé Dmitri Eva Finn Grace Håkon Ines Jürgen Kofi Lea Mei Noor Olu Pia Zoë'.split(' ');
const lastNames = 'Lindqvist Okafor Smith Müller García Nguyen Kowalski Haddad Silva Rossi Novák Tanaka Ivanova'.split(
	' ',
);

const lists: readonly { name: string; query: string; aim: number }[] = [
	{ name: 'by name', query: 'cursor=&sortBy=name', aim: 1.2 },
	{ name: 'by e-mail address', query: 'cursor=&sortBy=email', aim: 1.2 },
	{ name: 'by creation, newest first', query: 'cursor=&sortBy=createdAt&sortOrder=desc', aim: 1.2 },
	{ name: 'by last sign-in, newest first', query: 'cursor=&sortBy=lastSignInAt&sortOrder=desc', aim: 1.2 },
	{ name: 'managers by name', query: 'cursor=&sortBy=name&role=manager', aim: 1.2 },
	{ name: 'search: a frequent first name', query: 'cursor=&search=ada', aim: 3 },
	{ name: 'search: a first name at the end of the order', query: 'cursor=&search=zoe', aim: 3 },
	{ name: 'search: one person', query: 'cursor=&search=person777%40', aim: 3 },
	{ name: 'search: nobody', query: 'cursor=&search=xyzzyq', aim: 3 },
];

const fill = async (folder: string, count: number) => {
	const api = await createApi({
		dataFolder: folder,
		log: createLog({ name: 'bench', level: 'silent' }),
		demo: account,
	});
	const names = (list: readonly string[]) => sql`array[${sql.join(list.map((name) => sql`${name}::text`))}]`;
	await sql`
		insert into users (id, email, first_name, last_name, password_hash, role, status, created_at, updated_at, last_sign_in_at)
		select gen_random_uuid(), 'person' || i || '@example.test',
			(${names(firstNames)})[1 + (i::bigint * 7919) % ${firstNames.length}::int],
			(${names(lastNames)})[1 + (i::bigint * 104729) % ${lastNames.length}::int] || ' ' || i,
			'none', (array['member', 'member', 'member', 'viewer', 'viewer', 'manager'])[1 + i % 6],
			case when i % 10 = 0 then 'inactive' else 'active' end,
			timestamp '2020-01-01' + i * interval '7 seconds', timestamp '2020-01-01',
			case when i % 3 = 0 then null else timestamp '2024-01-01' + i * interval '3 seconds' end
		from generate_series(1, ${count}::int) i`.execute(api.database);
	await sql`vacuum analyze users`.execute(api.database);
	await api.close();
};

/** The first page of lists over a thousand people and over a million, and the export of the million. */
export const benchLists = async ({
	rounds,
	people = 1_000_000,
	seed,
	report,
}: ListsBenchOptions): Promise<{ lists: ListResult[]; export: ExportResult }> => {
	const folder = await mkdtemp(join(tmpdir(), 'flotilla-bench-lists-'));
	const random = createRandom(seed);
	const services: Service[] = [];
	try {
		report(`Filling ${smallCount.toLocaleString('en')} and ${people.toLocaleString('en')} people ...`);
		await fill(join(folder, 'small'), smallCount);
		await fill(join(folder, 'large'), people);
		const small = await startBenchApi(folder, 'small');
		const large = await startBenchApi(folder, 'large');
		services.push(small, large);
		const tokens = { [small.url]: (await signIn(small.url)).token, [large.url]: (await signIn(large.url)).token };
		const get = async ({ url }: Service, path: string) => {
			const response = await fetch(`${url}/api${path}`, { headers: { authorization: `Bearer ${tokens[url]}` } });
			if (!response.ok) throw new Error(`${path} was answered ${response.status}.`);
			return response;
		};
		const time = async (service: Service, query: string) => {
			const began = performance.now();
			await (await get(service, `/users?limit=20&${query}`)).arrayBuffer();
			return performance.now() - began;
		};

		const results: ListResult[] = [];
		for (const { name, query, aim } of lists) {
			for (let warm = 0; warm < 5; warm += 1) {
				await time(small, query);
				await time(large, query);
			}
			const pairs: { value: number; base: number }[] = [];
			for (let round = 0; round < rounds; round += 1) {
				const smallFirst = random() < 0.5;
				const first = await time(smallFirst ? small : large, query);
				const second = await time(smallFirst ? large : small, query);
				pairs.push(smallFirst ? { value: second, base: first } : { value: first, base: second });
			}
			const result: ListResult = {
				name,
				aim,
				small: median(pairs.map(({ base }) => base)),
				large: median(pairs.map(({ value }) => value)),
				comparison: comparePairs(pairs, { random }),
			};
			report(`${name}: ${result.large.toFixed(1)} ms against ${result.small.toFixed(1)} ms`);
			results.push(result);
		}

		const { now: memoryBefore } = await memoryOf(large.pid);
		let memoryPeak = memoryBefore;
		const watch = setInterval(async () => {
			memoryPeak = Math.max(memoryPeak, (await memoryOf(large.pid)).now);
		}, 200);
		const began = performance.now();
		let bytes = 0;
		for await (const chunk of (await get(large, '/users/export?format=csv')).body ?? []) bytes += chunk.length;
		clearInterval(watch);
		const exported: ExportResult = {
			people,
			seconds: (performance.now() - began) / 1000,
			megabytes: bytes / 1e6,
			memoryBefore,
			memoryPeak,
		};
		report(
			`export: ${exported.megabytes.toFixed(0)} MB in ${exported.seconds.toFixed(1)} s, memory ${memoryBefore.toFixed(0)} -> ${memoryPeak.toFixed(0)} MB`,
		);
		return { lists: results, export: exported };
	} finally {
		await Promise.all(services.map((service) => service.stop()));
		await rm(folder, { recursive: true, force: true });
	}
};
