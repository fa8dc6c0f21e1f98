import { createHttpError } from '@flotilla/server';
import type { FastifyInstance, HTTPMethods } from 'fastify';

const methods: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * Answers 405 METHOD_NOT_ALLOWED with `Allow` where the routes that are registered after this
 * know a path but not the method (RFC 9110, 15.5.6). Returns what adds those answers; call it last.
 */
export const collectAllowedMethods = (app: FastifyInstance): (() => void) => {
	const allowed = new Map<string, Set<string>>();
	app.addHook('onRoute', ({ method, url }) => {
		const known = allowed.get(url) ?? new Set<string>();
		for (const name of [method].flat()) known.add(name);
		allowed.set(url, known);
	});
	return () => {
		for (const [path, known] of [...allowed]) {
			// An address that takes what no other rule does is left alone.
			const missing = methods.filter((method) => !known.has(method));
			if (missing.length === 0) continue;
			const allow = [...known].sort().join(', ');
			app.route({
				method: [...missing],
				url: path.slice(app.prefix.length) || '/',
				exposeHeadRoute: false,
				// Before the body is read: nothing that follows could change the answer.
				onRequest: async () => {
					throw createHttpError('METHOD_NOT_ALLOWED', { headers: { allow } });
				},
				handler: async () => undefined,
			});
		}
	};
};
