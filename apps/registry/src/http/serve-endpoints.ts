import { createEnvelope, validate } from '@flotilla/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type * as core from 'zod/v4/core';
import type { ContractWatch } from '../api-contract/contract-watch.ts';
import { assertMay, assertMayAdministrate, type Publisher, type TokenStore } from '../tokens/token-store.ts';
import type { RegistryEndpoint } from './registry-endpoint.ts';
import { registryEndpoints } from './registry-endpoints.ts';

type OutputOf<S> = S extends core.$ZodType ? core.output<S> : undefined;

/** A request that was let in and has the form of its row. */
export interface Call<E extends RegistryEndpoint> {
	params: OutputOf<E['params']>;
	query: OutputOf<E['query']>;
	body: OutputOf<E['body']>;
	/** Whose token it came with; `null` only of rows that are open. */
	publisher: E['access'] extends 'public' ? null : Publisher;
	request: FastifyRequest;
	reply: FastifyReply;
}

declare module 'fastify' {
	interface FastifyContextConfig {
		/** The route is one of `registryEndpoints`. */
		isDescribed?: true;
	}
}

export interface Endpoints {
	/** What Fastify needs beside rows: parsers, plugins. */
	readonly scope: FastifyInstance;
	/** Registers the row's route; the handler gives `data` of the answer. */
	answer<E extends RegistryEndpoint>(
		row: E,
		handle: (call: Call<E>) => Promise<core.output<E['response']>> | core.output<E['response']>,
		options?: {
			/** What comes before anything is read of the request, e.g. a limit. */
			first?(request: FastifyRequest): Promise<void>;
		},
	): void;
}

export interface EndpointsOptions {
	tokens: TokenStore;
	contract: ContractWatch;
}

const assertLetIn = ({ access }: RegistryEndpoint, publisher: Publisher, params: unknown): void => {
	if (access === 'administrator') assertMayAdministrate(publisher);
	else if (typeof access === 'object') assertMay(publisher, access.verb, (params as { app: string }).app);
};

/**
 * Serves rows: the token first, so that nobody without one learns what there is; then the path, who may, query and body.
 */
export const serveEndpoints = (scope: FastifyInstance, { tokens, contract }: EndpointsOptions): Endpoints => {
	const described = new Set<RegistryEndpoint>(Object.values(registryEndpoints).flatMap((rows) => Object.values(rows)));
	// Nothing below the API's address is served that its OpenAPI document does not tell of.
	scope.addHook('onRoute', ({ method, url, config }) => {
		if (!config?.isDescribed) throw new Error(`${method} ${url} is not one of the registry's endpoints.`);
	});
	const served = new Set<RegistryEndpoint>();
	// And what it tells of is served: a node that lacks a route does not start.
	scope.addHook('onReady', async () => {
		const lacking = [...described].find((row) => !served.has(row));
		if (lacking !== undefined)
			throw new Error(`${lacking.method} ${lacking.path} is described, and nothing answers it.`);
	});
	return {
		scope,
		answer(row, handle, { first } = {}) {
			if (!described.has(row)) throw new Error(`${row.method} ${row.path} is not among the registry's endpoints.`);
			served.add(row);
			scope.route({
				method: row.method,
				url: row.path,
				config: { isDescribed: true },
				...(row.bodyLimit === undefined ? {} : { bodyLimit: row.bodyLimit }),
				handler: async (request, reply) => {
					await first?.(request);
					const publisher = row.access === 'public' ? null : await tokens.authenticate(request.headers.authorization);
					const read = (schema: core.$ZodType | undefined, value: unknown) =>
						schema === undefined ? undefined : validate(schema, value);
					const params = read(row.params, request.params);
					if (publisher !== null) assertLetIn(row, publisher, params);
					const query = read(row.query, request.query);
					const body = read(row.body, request.body ?? {});
					if (row.comparesApi) await contract.refresh();
					if (row.status !== undefined) reply.code(row.status);
					const data = await handle({ params, query, body, publisher, request, reply } as never);
					return row.status === 204 ? reply.send() : createEnvelope(data, { requestId: request.id });
				},
			});
		},
	};
};
