import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it } from 'vitest';
import { type StartedApi, startApi } from '../testing/start-api.ts';
import { connectSentry, type FaultReports } from './sentry.ts';

let started: StartedApi;
let reports: FaultReports;
let sentry: Server;
afterEach(async () => {
	await reports.close();
	await started.stop();
	sentry.close();
});

it('reports what is our fault with what finds it again, and nothing about the person', async () => {
	const received: string[] = [];
	const arrival = Promise.withResolvers<void>();
	sentry = createServer(async (request, response) => {
		received.push(await text(request));
		response.end('{}');
		arrival.resolve();
	}).listen(0, '127.0.0.1');
	await once(sentry, 'listening');
	const { port } = sentry.address() as AddressInfo;
	reports = await connectSentry({ dsn: `http://key@127.0.0.1:${port}/1`, environment: 'test' });
	started = await startApi({}, { reportFault: reports.report });
	const { token, user } = await started.signIn();

	// A refusal is nobody's fault.
	await started.request(`/api/users/${crypto.randomUUID()}`, { token });
	// A database that is gone is ours.
	await started.api.database.schema.alterTable('users').renameColumn('sort_name', 'gone').execute();
	const headers = { 'x-request-id': 'req_17', 'x-composition-id': 'comp_4', cookie: 'secret=1' };
	const failed = await started.request('/api/users?search=someone', { token, headers });
	expect(failed.status).toBe(500);
	await arrival.promise;
	await reports.close();

	const [envelope = '', ...more] = received.filter((body) => body.includes('"type":"event"'));
	expect(more).toHaveLength(0);
	for (const part of ['req_17', 'comp_4', 'GET /api/users', 'sort_name', '"environment":"test"']) {
		expect(envelope).toContain(part);
	}
	for (const secret of [token, user.email, 'secret=1', 'someone']) expect(envelope).not.toContain(secret);
});
