import { type NetworkStateName, type Offline, OfflineProvider, type Operation } from '@flotilla/data-cache';
import type { ReactNode } from 'react';

/** A change of a person that waits, unless told otherwise. */
export const buildOperation = (sequence: number, changes: Partial<Operation> = {}): Operation => ({
	id: `operation-${sequence}`,
	idempotencyKey: `key-${sequence}`,
	resource: 'users',
	kind: 'update',
	rowIds: [`user-${sequence}`],
	isTemporary: false,
	shown: { firstName: 'Grace', lastName: 'Hopper' },
	request: {
		method: 'PATCH',
		path: '/users/:id',
		params: { id: `user-${sequence}` },
		body: { firstName: 'Grace', status: 'inactive' },
	},
	sequence,
	revision: 1,
	ifMatch: 1,
	dependsOn: [],
	onConflict: 'ask',
	state: 'waiting',
	createdAt: Date.now() - sequence * 180_000,
	firstSentAt: null,
	attempts: 0,
	size: 64,
	error: null,
	...changes,
});

export interface FakeQueue {
	offline: Offline;
	/** What was asked of the outbox, as `retry operation-1`. */
	asked: string[];
	/** All that waits reaches the server. */
	drain(): void;
	/** What this device keeps has been read. */
	open(): void;
}

interface FakeQueueOptions {
	/** Nobody knows what waits until `open` is called. Default false. */
	isOpening?: boolean;
}

/** A page whose network and outbox are as told; what is settled or discarded leaves the list. */
export const createFakeQueue = (
	network: NetworkStateName,
	operations: readonly Operation[],
	{ isOpening = false }: FakeQueueOptions = {},
): FakeQueue => {
	const asked: string[] = [];
	const listeners = new Set<() => void>();
	const opening = Promise.withResolvers<void>();
	let view: ReturnType<Offline['view']> = { status: 'opening', operations: [] };
	const dependantsOf = (id: string) => operations.filter(({ dependsOn }) => dependsOn.includes(id));
	const tell = () => {
		for (const listener of [...listeners]) listener();
	};
	const leave = (what: string, id: string): readonly Operation[] => {
		asked.push(`${what} ${id}`);
		const gone = [...view.operations.filter((one) => one.id === id), ...dependantsOf(id)];
		view = { ...view, operations: view.operations.filter((one) => !gone.includes(one)) };
		tell();
		return gone;
	};
	const drain = () => {
		view = { ...view, operations: [] };
		tell();
	};
	const open = () => {
		view = { status: 'open', operations };
		tell();
		opening.resolve();
	};
	if (!isOpening) open();
	const outbox = {
		async retry(id: string) {
			leave('retry', id);
		},
		discard: async (id: string) => leave('discard', id),
		async resolve(id: string, side: 'mine' | 'theirs') {
			leave(side, id);
		},
		dependantsOf,
	};
	const offline = {
		network: { state: network, onChange: () => () => {} },
		view: () => view,
		subscribe(callback: () => void) {
			listeners.add(callback);
			return () => listeners.delete(callback);
		},
		async outbox() {
			await opening.promise;
			return outbox;
		},
	};
	return { offline: offline as unknown as Offline, asked, drain, open };
};

export const WithQueue = ({ queue, children }: { queue: FakeQueue; children: ReactNode }) => (
	<OfflineProvider offline={queue.offline}>{children}</OfflineProvider>
);
