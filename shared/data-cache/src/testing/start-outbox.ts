import type { Write } from '../cache/queued-writes.ts';
import { createOutbox } from '../outbox/create-outbox.ts';
import type { NewOperation } from '../outbox/operation.ts';
import type { OutboxOptions } from '../outbox/outbox-options.ts';
import { createFakeOutboxServer } from './fake-outbox-server.ts';

/** A network that a test switches. */
export const createTestNetwork = (online = true) => {
	const callbacks = new Set<() => void>();
	const changes = new Set<() => void>();
	let isOnline = online;
	const tell = (listeners: Iterable<() => void>): void => {
		for (const listener of [...listeners]) listener();
	};
	return {
		isOnline: () => isOnline,
		onOnline(callback: () => void) {
			callbacks.add(callback);
			return () => callbacks.delete(callback);
		},
		onChange(callback: () => void) {
			changes.add(callback);
			return () => changes.delete(callback);
		},
		goOffline() {
			isOnline = false;
			tell(changes);
		},
		goOnline() {
			isOnline = true;
			tell([...changes, ...callbacks]);
		},
	};
};

/** One server, one network and one database; any number of tabs may open the outbox on them. */
export const createOutboxWorld = ({ userId = crypto.randomUUID(), online = true } = {}) => {
	const server = createFakeOutboxServer();
	const network = createTestNetwork(online);
	const open = (options: Partial<OutboxOptions> = {}) =>
		createOutbox({
			userId,
			send: server.send,
			readVersion: server.readVersion,
			network,
			baseDelay: 10,
			maximumDelay: 20,
			random: () => 0,
			...options,
		});
	return { userId, server, network, open };
};

type More = Partial<NewOperation>;

const write = (kind: Write['kind'], rowId: string, body: object | undefined, more: More): NewOperation => ({
	id: crypto.randomUUID(),
	idempotencyKey: crypto.randomUUID(),
	resource: 'things',
	kind,
	rowIds: [rowId],
	isTemporary: false,
	request: {
		method: ({ create: 'POST', update: 'PATCH', remove: 'DELETE' } as const)[kind],
		path: kind === 'create' ? '/things' : '/things/:id',
		params: kind === 'create' ? {} : { id: rowId },
		...(body !== undefined && { body }),
	},
	...more,
});

export const create = (rowId: string, body: object = {}, more: More = {}) => write('create', rowId, body, more);
export const update = (rowId: string, body: object, more: More = {}) => write('update', rowId, body, more);
export const remove = (rowId: string, more: More = {}) => write('remove', rowId, undefined, more);
