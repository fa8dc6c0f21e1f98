import { createOutbox } from '../outbox/create-outbox.ts';
import type { NewOperation } from '../outbox/operation.ts';
import type { OutboxOptions } from '../outbox/outbox-options.ts';
import { createFakeOutboxServer } from './fake-outbox-server.ts';

/** A network that a test switches. */
export const createTestNetwork = (online = true) => {
	const callbacks = new Set<() => void>();
	let isOnline = online;
	return {
		isOnline: () => isOnline,
		onOnline(callback: () => void) {
			callbacks.add(callback);
			return () => callbacks.delete(callback);
		},
		goOffline() {
			isOnline = false;
		},
		goOnline() {
			isOnline = true;
			for (const callback of [...callbacks]) callback();
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

export const create = (targetId: string, body: object = {}, more: Partial<NewOperation> = {}): NewOperation => ({
	resource: 'things',
	action: 'create',
	endpoint: 'things.create',
	targetId,
	body,
	...more,
});

export const update = (targetId: string, body: object, more: Partial<NewOperation> = {}): NewOperation => ({
	resource: 'things',
	action: 'update',
	endpoint: 'things.update',
	targetId,
	params: { id: targetId },
	body,
	...more,
});

export const remove = (targetId: string, more: Partial<NewOperation> = {}): NewOperation => ({
	resource: 'things',
	action: 'remove',
	endpoint: 'things.remove',
	targetId,
	params: { id: targetId },
	...more,
});
