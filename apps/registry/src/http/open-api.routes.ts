import type { FastifyInstance } from 'fastify';
import { describeRegistry, registryPrefix } from './describe-registry.ts';

/** `GET /registry/v1/openapi.json`: the registry's API as OpenAPI 3.1. Open, as it says no more than the documentation. */
export const registerOpenApiRoute = (app: FastifyInstance): void => {
	let text: string | undefined;
	app.get(`${registryPrefix}/openapi.json`, (_request, reply) => {
		// Made when somebody asks: a node that starts has better things to do.
		text ??= JSON.stringify(describeRegistry());
		return reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(text);
	});
};
