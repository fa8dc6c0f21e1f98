import type { ApiClient } from '@flotilla/api-client';
import { type Endpoint, endpoints } from '@flotilla/contracts';
import type { Operation } from './operation.ts';
import type { SendOperation } from './replayer.ts';

/** Sends an operation to the row of the contract that it names. */
export const createSendByEndpoint =
	(client: Pick<ApiClient, 'request'>): SendOperation =>
	async ({ endpoint, params, body, ifMatch, idempotencyKey }, { signal }) => {
		const input = { params, body, signal, idempotencyKey, ...(ifMatch !== null && { ifMatch }) };
		return client.request(endpointOf(endpoint), input as never);
	};

/** The version of what an operation is about, as it is now. Rejects like any call. */
export const createReadVersion =
	(client: Pick<ApiClient, 'request'>) =>
	async ({ endpoint, params }: Operation): Promise<number> => {
		const [group] = endpoint.split('.');
		const row = endpointOf(`${group}.read`);
		const { version } = (await client.request(row, { params, dedupe: false } as never)) as { version: number };
		return version;
	};

/** Throws a `TypeError` for a name that the contract does not have. */
const endpointOf = (name: string): Endpoint => {
	const [group = '', row = ''] = name.split('.');
	const rows: Readonly<Record<string, Readonly<Record<string, Endpoint>>>> = endpoints;
	const found = Object.hasOwn(rows, group) && Object.hasOwn(rows[group] ?? {}, row) ? rows[group]?.[row] : undefined;
	if (found === undefined) throw new TypeError(`The contract has no endpoint "${name}".`);
	return found;
};
