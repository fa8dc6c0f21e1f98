import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createApiClient } from '@flotilla/api-client';
import { type Endpoint, usersEndpoints } from '@flotilla/contracts';
import { buildUser } from '@flotilla/testing';
import { type AxiosAdapter, bareAxios } from '../../../shared/api-client/src/testing/bare-axios.ts';
import { type CpuComparison, compareCpu } from './compare-cpu.ts';

export interface BenchCallsOptions {
	rounds: number;
	seed: number;
	/** Calls of a measurement. Default 2000. */
	times?: number;
}

const token = 'a'.repeat(600);

const envelopeOf = (data: unknown): string =>
	JSON.stringify({ data, success: true, meta: { timestamp: new Date().toISOString(), requestId: 'req_1' } });

/** Answers every call at once with the same text: what is left is the work of the client. */
const answering =
	(text: string): AxiosAdapter =>
	async (config) => ({
		...{ data: text, status: 200, statusText: 'OK', config, request: {} },
		headers: { 'content-type': 'application/json; charset=utf-8', 'x-request-id': 'req_1' },
	});

/** A server in a process of its own that answers with the same text, too. */
const startServer = async (text: string): Promise<{ baseURL: string; stop(): void }> => {
	const child = fork(fileURLToPath(new URL('answering-server.ts', import.meta.url)), [text]);
	const [port] = await once(child, 'message');
	return { baseURL: `http://127.0.0.1:${port}/api`, stop: () => child.disconnect() };
};

const user = buildUser();
const page = {
	users: Array.from({ length: 20 }, () => buildUser()),
	pagination: { page: 1, limit: 20, total: 600, totalPages: 30 },
};
const calls: { name: string; row: Endpoint; path: string; data: unknown; query?: object; body?: object }[] = [
	{ name: 'read one', row: usersEndpoints.read, path: `/users/${user.id}`, data: user },
	{ name: 'list of 20', row: usersEndpoints.list, path: '/users', data: page, query: { search: 'ada', page: 1 } },
	{
		...{ name: 'change one', row: usersEndpoints.updateStatus, path: `/users/${user.id}/status` },
		...{ data: user, body: { status: 'inactive' } },
	},
];

/**
 * What a call costs: the client of the suite, with token, headers, envelope, policies and errors, against
 * `axios.request` of the same address with the same token; over real HTTP, and over an adapter that answers at once,
 * which leaves nothing but what the two do themselves.
 */
export const benchCalls = async ({ rounds, seed, times = 2000 }: BenchCallsOptions): Promise<CpuComparison[]> => {
	const compare = ({ name, row, path, query, body }: (typeof calls)[number], wire: Wire) => {
		const { baseURL, adapter, times: count } = wire;
		const client = createApiClient({
			...{ baseURL, compositionId: 'composition-1', ...(typeof adapter === 'function' && { adapter }) },
			auth: { getAccessToken: () => token, refresh: async () => token },
		});
		const headers = { Authorization: `Bearer ${token}` };
		const bare = bareAxios.create({ baseURL, adapter, timeout: 30_000, headers });
		const input = { params: row.params === undefined ? undefined : { id: user.id }, query, body };
		return compareCpu({
			...{ name: `${name}, ${wire.name}`, rounds, seed, times: count, aim: 1.5 },
			async ours(wanted) {
				for (let call = 0; call < wanted; call += 1) await client.request(row, input as never);
			},
			async bare(wanted) {
				const config = { method: row.method, url: path, ...(query && { params: query }), ...(body && { data: body }) };
				for (let call = 0; call < wanted; call += 1) await bare.request(config);
			},
		});
	};

	const results: CpuComparison[] = [];
	for (const call of calls) {
		const text = envelopeOf(call.data);
		const server = await startServer(text);
		try {
			const { baseURL } = server;
			// What our client takes where there is no XHR.
			results.push(await compare(call, { name: 'over HTTP', baseURL, adapter: 'fetch', times: times / 4 }));
		} finally {
			server.stop();
		}
		const local = { name: 'without a network', baseURL: 'http://flotilla.test/api', adapter: answering(text), times };
		results.push(await compare(call, local));
	}
	return results;
};

interface Wire {
	name: string;
	baseURL: string;
	adapter: AxiosAdapter | 'fetch';
	/** Calls of a measurement. */
	times: number;
}
