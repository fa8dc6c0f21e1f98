import {
	createContext,
	createElement,
	type ReactElement,
	type ReactNode,
	useContext,
	useSyncExternalStore,
} from 'react';
import type { NetworkStateName } from '../network/network-state.ts';
import type { Operation } from '../outbox/operation.ts';
import type { Offline, OutboxView } from './offline.ts';

const OfflineContext = createContext<Offline | null>(null);

/** Gives `useOutbox` and `useNetworkState` what they read from. */
export const OfflineProvider = ({ offline, children }: { offline: Offline; children?: ReactNode }): ReactElement =>
	createElement(OfflineContext, { value: offline }, children);

const useOffline = (): Offline => {
	const offline = useContext(OfflineContext);
	if (offline === null) throw new Error('useOutbox and useNetworkState need an <OfflineProvider> above them.');
	return offline;
};

/** Whether the server can be reached, live. Throws outside of an `OfflineProvider`. */
export const useNetworkState = (): NetworkStateName => {
	const { network } = useOffline();
	return useSyncExternalStore(network.onChange, () => network.state);
};

export interface OutboxHandle extends OutboxView {
	/** The last that waits for a row, as things are when it is asked and not when the component was last drawn. */
	lastFor(resource: string, rowId: string): Operation | undefined;
	/** What waits once it is open, as things are then; empty where this browser keeps nothing. */
	opened(): Promise<readonly Operation[]>;
	/** Sends what failed again. Rejects with an `OutboxError`. */
	retry(id: string): Promise<void>;
	/** Answers what was taken away: the operation and, for a create, what depends on it. */
	discard(id: string): Promise<readonly Operation[]>;
	/** Takes back a write, after the attempt to send it that may be under way; false: the server has it. */
	withdraw(id: string): Promise<boolean>;
	/** Settles a conflict: keeps one's own change, on the version of now, or takes theirs. */
	resolve(id: string, side: 'mine' | 'theirs'): Promise<void>;
	/** What would be discarded with this one; empty unless it is a create. */
	dependantsOf(id: string): Promise<readonly Operation[]>;
	/** Tries to send now. */
	flush(): Promise<void>;
}

/** What this person wrote and the server has not confirmed yet, live. Throws outside of an `OfflineProvider`. */
export const useOutbox = (): OutboxHandle => {
	const offline = useOffline();
	const view = useSyncExternalStore(offline.subscribe, offline.view);
	return {
		...view,
		lastFor: (resource, rowId) =>
			offline.view().operations.findLast((one) => one.resource === resource && one.rowIds.includes(rowId)),
		async opened() {
			await offline.outbox().catch(() => {});
			return offline.view().operations;
		},
		retry: async (id) => (await offline.outbox()).retry(id),
		discard: async (id) => (await offline.outbox()).discard(id),
		withdraw: async (id) => (await offline.outbox()).withdraw(id),
		resolve: async (id, side) => (await offline.outbox()).resolve(id, side),
		dependantsOf: async (id) => (await offline.outbox()).dependantsOf(id),
		flush: async () => (await offline.outbox()).flush(),
	};
};
