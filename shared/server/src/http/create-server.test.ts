import { once } from 'node:events';
import { connect } from 'node:net';
import { errorEnvelope } from '@flotilla/contracts';
import type { FastifyInstance } from 'fastify';
import { afterEach, expect, it } from 'vitest';
import * as z from 'zod';
import { createLog } from '../create-log.ts';
import { createServer, type ServerOptions } from './create-server.ts';
import { createHttpError } from './http-error.ts';
import { listen } from './listen.ts';
import { validate } from './validate.ts';

let app: FastifyInstance;
afterEach(() => app.close());
const create = (options: Partial<ServerOptions> = {}) => {
	app = createServer({ log: createLog({ name: 'test', level: 'silent' }), ...options });
	return app;
};

it('tells the client nothing about a fault of ours', async () => {
	create().get('/', async () => {
		throw new Error('connection to 10.0.0.7 lost');
	});
	const { statusCode, body } = await app.inject('/');
	expect(statusCode).toBe(500);
	expect(body).not.toContain('10.0.0.7');
	expect(errorEnvelope.parse(JSON.parse(body))).toMatchObject({ code: 'INTERNAL_ERROR', success: false });
});

it.each(['ENOSPC', 'EDQUOT', '53100'])('says that there is no room when storing fails with %s', async (code) => {
	create().put('/', async () => {
		throw Object.assign(new Error('write /srv/blobs: no space left on device'), { code });
	});
	const { statusCode, body } = await app.inject({ method: 'PUT', url: '/' });
	expect(statusCode).toBe(507);
	expect(body).not.toContain('/srv');
	expect(errorEnvelope.parse(JSON.parse(body))).toMatchObject({ code: 'STORAGE_FULL' });
});

it('answers an HttpError with its code, message, fields and headers', async () => {
	create().get('/', async () => {
		throw createHttpError('RATE_LIMITED', {
			message: 'Slowly.',
			errors: { pace: ['too fast'] },
			headers: { 'retry-after': '7' },
		});
	});
	const response = await app.inject('/');
	expect(response.statusCode).toBe(429);
	expect(response.headers['retry-after']).toBe('7');
	expect(response.json()).toMatchObject({ code: 'RATE_LIMITED', message: 'Slowly.', errors: { pace: ['too fast'] } });
});

it('names the fields that are not valid, the inner ones by path', async () => {
	const schema = z.strictObject({ boat: z.object({ length: z.number() }), crew: z.array(z.string()) });
	create().post('/', async ({ body }) => validate(schema, body));
	const response = await app.inject({ method: 'POST', url: '/', payload: { boat: {}, crew: [1], flag: true } });
	expect(response.statusCode).toBe(422);
	expect(response.json().errors).toEqual({
		'boat.length': ['A value is needed.'],
		'crew.0': ['Invalid input: expected string, received number'],
		flag: ['This field is not known.'],
	});
});

it('is ready only when its parts are', async () => {
	let isReady = false;
	create({
		checkReady: async () => {
			if (!isReady) throw new Error('not yet');
		},
	});
	expect((await app.inject('/readyz')).json()).toMatchObject({ code: 'NOT_READY' });
	expect((await app.inject('/healthz')).statusCode).toBe(200);
	isReady = true;
	expect((await app.inject('/readyz')).statusCode).toBe(200);
});

it('finishes what runs when it closes, and refuses what comes then', async () => {
	const entered = Promise.withResolvers<void>();
	const released = Promise.withResolvers<void>();
	create().get('/slow', async () => {
		entered.resolve();
		await released.promise;
		return 'done';
	});
	const closing = Promise.withResolvers<void>();
	app.addHook('preClose', async () => {
		closing.resolve();
		await released.promise;
	});
	const { url } = await listen(app, { port: 0 });
	const running = fetch(`${url}/slow`);
	await entered.promise;
	const closed = app.close();
	await closing.promise;
	const late = await fetch(`${url}/slow`);
	expect(late.status).toBe(503);
	expect(await late.json()).toMatchObject({ code: 'SHUTTING_DOWN' });
	released.resolve();
	expect(await (await running).text()).toBe('done');
	await closed;
});

it('closes though somebody has connected and asked for nothing', async () => {
	create();
	const { port } = await listen(app, { port: 0 });
	const silent = connect(port, '127.0.0.1');
	await once(silent, 'connect');
	const ended = once(silent, 'close');
	await app.close();
	await ended;
	expect(silent.destroyed).toBe(true);
});
