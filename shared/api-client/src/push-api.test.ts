import { expect, it } from 'vitest';
import { createApi } from './create-api.ts';
import { createApiClient } from './create-api-client.ts';

const subscription = {
	endpoint: 'https://push.test/1',
	expirationTime: null,
	keys: { p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) },
};
const stored = {
	id: '00000000-0000-4000-8000-000000000001',
	endpoint: subscription.endpoint,
	createdAt: '2026-01-01T00:00:00.000Z',
};

const answers: Record<string, unknown> = {
	'GET /api/push/public-key': { publicKey: 'BKey' },
	'POST /api/push/subscriptions': stored,
	'GET /api/push/subscriptions': { subscriptions: [stored] },
	'DELETE /api/push/subscriptions': null,
};

it('push messages of the server are a row of the contract each', async () => {
	const sent: { row: string; body: unknown }[] = [];
	const client = createApiClient({
		baseURL: 'http://flotilla.test/api',
		async fetch(input) {
			const request = new Request(input);
			const row = `${request.method} ${new URL(request.url).pathname}`;
			const text = await request.text();
			sent.push({ row, body: text === '' ? undefined : JSON.parse(text) });
			const meta = { timestamp: '2026-01-01T00:00:00.000Z', requestId: 'r-1' };
			return Response.json(
				{ data: answers[row], success: true, meta },
				{ status: request.method === 'POST' ? 201 : 200 },
			);
		},
	});
	const { push } = createApi(client);
	expect(await push.publicKey()).toBe('BKey');
	expect(await push.subscribe(subscription)).toEqual(stored);
	expect(await push.list()).toEqual([stored]);
	expect(await push.unsubscribe(subscription.endpoint)).toBeNull();
	expect(sent).toEqual([
		{ row: 'GET /api/push/public-key', body: undefined },
		{ row: 'POST /api/push/subscriptions', body: subscription },
		{ row: 'GET /api/push/subscriptions', body: undefined },
		{ row: 'DELETE /api/push/subscriptions', body: { endpoint: subscription.endpoint } },
	]);
});
