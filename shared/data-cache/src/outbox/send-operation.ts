import type { ApiClient } from '@flotilla/api-client';
import { type Endpoint, endpoints, type HttpMethod } from '@flotilla/contracts';
import type { Operation } from './operation.ts';
import type { SendOperation } from './replayer.ts';

/** Sends an operation by the row of the contract that its request names. */
export const createSendOperation =
	(client: Pick<ApiClient, 'request'>): SendOperation =>
	async ({ request: { method, path, params, body }, ifMatch, idempotencyKey }, { signal }) => {
		const input = { params, body, signal, idempotencyKey, ...(ifMatch !== null && { ifMatch }) };
		return client.request(rowOf(method, path), input as never);
	};

/** Asks for the version of what an operation is about, as it is now. Rejects like any call. */
export const createReadVersion =
	(client: Pick<ApiClient, 'request'>) =>
	async ({ request: { path, params } }: Operation): Promise<number> => {
		// `/users/:id/status` is about what is read at `/users/:id`.
		const read = rowOf('GET', path.replace(/(?<=\/:id)\/.*$/, ''));
		const row = (await client.request(read, { params, dedupe: false } as never)) as { version: number };
		return row.version;
	};

/** Throws a `TypeError` for what the contract does not have, e.g. what an older build left. */
const rowOf = (method: HttpMethod, path: string): Endpoint => {
	const rows: Endpoint[] = Object.values(endpoints).flatMap((group) => Object.values(group));
	const found = rows.find((row) => row.method === method && row.path === path);
	if (found === undefined) throw new TypeError(`The contract has no ${method} ${path}.`);
	return found;
};
