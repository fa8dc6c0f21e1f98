import { clientFrames } from '@flotilla/contracts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSocket } from '../testing/open-socket.ts';
import { readData, type StartedApi, startApi } from '../testing/start-api.ts';

let started: StartedApi;
beforeAll(async () => {
	started = await startApi({ maximumBadFrames: 1_000_000 });
});
afterAll(() => started.stop());

const topicLike = fc.oneof(
	fc.constantFrom('users', 'files', 'sessions', 'presence:users', 'data:x', '__proto__', 'constructor', 'users:\0'),
	fc.string(),
);
const payload = fc.oneof(
	fc.jsonValue(),
	fc.record({ topics: fc.oneof(fc.jsonValue(), fc.array(topicLike, { maxLength: 200 })) }),
	fc.record({ room: topicLike, state: fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), fc.jsonValue())) }),
);
const frame = fc.record({
	type: fc.oneof(fc.constantFrom(...Object.keys(clientFrames).filter((type) => type !== 'authenticate')), fc.string()),
	payload,
	timestamp: fc.string(),
	id: fc.string(),
});

it('whatever somebody says who is signed in, the socket stays and answers', async () => {
	const { token } = await started.signIn('member@flotilla.test');
	const socket = await openSocket(started.url);
	await socket.authenticate(token, undefined, []);
	await fc.assert(
		fc.asyncProperty(fc.array(fc.oneof(frame, fc.jsonValue()), { maxLength: 20 }), async (frames) => {
			for (const said of frames) socket.sendRaw(JSON.stringify(said));
			socket.send('heartbeat', {});
			await socket.nextOf('heartbeat-ack');
		}),
		{ numRuns: 100 },
	);
	for (const text of ['', '[', '['.repeat(30_000), `{"type":"${'x'.repeat(60_000)}"}`, '"\\ud800"', '1e999']) {
		socket.sendRaw(text);
	}
	socket.send('heartbeat', {});
	await socket.nextOf('heartbeat-ack');
	await socket.close();
	expect(await readData(await started.request('/readyz'))).toEqual({ status: 'ready' });
});
