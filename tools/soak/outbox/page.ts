// Runs in the page that is killed: the real outbox on the real API client.
import { createApiClient } from '@flotilla/api-client';
import type { NewOperation, Outbox, OutboxStep } from '@flotilla/data-cache';
import { createOutbox, createReadVersion, createSendOperation } from '@flotilla/data-cache/offline';

export interface SoakPage {
	/** Opens the outbox; from then on it sends by itself, unless it is offline. */
	open(options: { userId: string; token: string; isOnline: boolean }): Promise<void>;
	enqueue(operation: NewOperation): Promise<void>;
	/** Operations that wait, by id, with their state and what became of the last attempt. */
	list(): { id: string; state: string; code: string | null }[];
}

declare global {
	interface Window {
		soak: SoakPage;
		/** Resolves when the page may go on; it may be killed before. */
		reached(step: OutboxStep): Promise<void>;
	}
}

let outbox: Outbox | null = null;
const opened = (): Outbox => {
	if (outbox === null) throw new Error('The outbox is not open.');
	return outbox;
};

window.soak = {
	async open({ userId, token, isOnline }) {
		const client = createApiClient({ auth: { getAccessToken: () => token, refresh: async () => null } });
		outbox = await createOutbox({
			userId,
			send: createSendOperation(client),
			readVersion: createReadVersion(client),
			network: { isOnline: () => isOnline, onOnline: () => () => {} },
			baseDelay: 20,
			maximumDelay: 100,
			onStep: (step) => window.reached(step),
		});
	},
	async enqueue(operation) {
		await opened().enqueue(operation);
	},
	list: () =>
		opened()
			.list()
			.map(({ id, state, error }) => ({ id, state, code: error?.code ?? null })),
};
