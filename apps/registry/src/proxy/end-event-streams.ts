import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Breaks the event streams that go through `scope` when the server closes: they would never end by themselves. */
export const endEventStreams = (scope: FastifyInstance): void => {
	const open = new Set<ServerResponse>();
	scope.addHook('onSend', async (_request, reply) => {
		if (!String(reply.getHeader('content-type')).startsWith('text/event-stream')) return;
		const { raw } = reply;
		open.add(raw);
		raw.once('close', () => open.delete(raw));
	});
	scope.addHook('preClose', async () => {
		for (const response of open) response.destroy();
	});
};
