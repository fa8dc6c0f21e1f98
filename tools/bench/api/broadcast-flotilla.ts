// The server of the broadcast bench: the whole API, its events written to its log.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuthResponse } from '@flotilla/contracts';
import { createLog } from '@flotilla/server';
import { createApi } from '../../../apps/api/src/create-api.ts';
import { settledMemory, type ToServer } from './broadcast-messages.ts';

const password = 'flotilla-demo-2026';
const dataFolder = await mkdtemp(join(tmpdir(), 'flotilla-bench-'));
const api = await createApi({
	dataFolder,
	log: createLog({ name: 'api', level: 'silent' }),
	// No heartbeat comes between the messages that are counted.
	settings: { heartbeatInterval: 3_600_000 },
	demo: { password },
});
await api.backgroundWorkDone();
const { url } = await api.listen({ port: 0 });
const response = await fetch(`${url}/api/auth/login`, {
	method: 'POST',
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify({ email: 'admin@flotilla.test', password, refreshTokenDelivery: 'body' }),
});
const { token, user } = ((await response.json()) as { data: AuthResponse }).data;

/** One write of many changes, as a bulk edit is. */
const broadcast = (count: number) =>
	api.events.write(async (_transaction, append) => {
		for (let written = 0; written < count; written += 1) {
			await append({ type: 'users:updated', payload: { user }, permission: 'users:read' });
		}
	});

process.on('message', async (message: ToServer) => {
	if ('broadcast' in message) {
		await broadcast(message.broadcast);
	} else if ('measure' in message) {
		process.send?.({ memory: await settledMemory() });
	} else {
		await api.close();
		await rm(dataFolder, { recursive: true, force: true });
		process.exit(0);
	}
});
process.send?.({ url, token });
