import type { ApiError } from '@flotilla/api-client';
import type { HttpMethod } from '@flotilla/contracts';

/**
 * One write to the rows of one resource, as plain data: it can be stored, and sent later without any code of the
 * remote that made it.
 */
export interface Write {
	/** A UUID that names the write for as long as it is open. */
	readonly id: string;
	/** Sent as `Idempotency-Key`, each time the same, so that the server does it once. */
	readonly idempotencyKey: string;
	/** The first element of the resource's keys, e.g. `users`. */
	readonly resource: string;
	readonly kind: 'create' | 'update' | 'remove';
	/**
	 * The rows it is about; several are a bulk write, done to all or to none. Of a create it is the id that the row is
	 * shown under: the client's choice where the server takes it, else a temporary one.
	 */
	readonly rowIds: readonly string[];
	/** Whether `rowIds` of a create stand in for what the server will choose. Later writes may name them. */
	readonly isTemporary: boolean;
	/**
	 * What is shown meanwhile: the whole row of a create; of an update what the resource merges into its rows. Undefined
	 * of a remove, and of what the server is sure to refuse.
	 */
	readonly shown?: unknown;
	/** As in the contract: `path` with its `:name` segments, which `params` fill; ids may be temporary ones. */
	readonly request: {
		readonly method: HttpMethod;
		readonly path: `/${string}`;
		readonly params: Readonly<Record<string, string>>;
		readonly body?: unknown;
	};
	/** The version the change was made on, sent as `If-Match`. Left out: whatever the version is. */
	readonly ifMatch?: number;
}

/** What the server made of a write. */
export interface WriteAnswer {
	/** The rows of a create or an update as they are now; left out where the answer is not known. */
	readonly rows?: readonly unknown[];
}

/**
 * The cache's side of an outbox: what waits there is shown over every cached list and item, in the order in which it
 * was given, until it ends. After a sign-out or `clear` nothing is shown any more.
 */
export interface QueuedWrites {
	/**
	 * Lays a write over what is cached and what will be. One that is shown already stays where it is. Its resource may
	 * be registered later: then it shows from then on.
	 */
	show(write: Write): void;
	/**
	 * The server has done it. Its rows take the write's place; without an answer what it may have changed is fetched
	 * again. A temporary id is known as the real one from now on. Unknown ids are ignored.
	 */
	end(writeId: string, answer?: WriteAnswer): void;
	/** It will not be done: refused, or discarded (null). It is taken back, and what later writes made stays. */
	failed(writeId: string, error: ApiError | null): void;
	/** Ids of the writes that are shown, oldest first, those that are being sent right now included. */
	open(): readonly string[];
}

/** The outbox's side: where the cache's hooks leave writes that cannot be sent now. */
export interface WriteQueue {
	/**
	 * Whether the write has to wait: nothing can be sent, or an earlier write waits that it depends on. Asked before a
	 * write is sent, and with the `error` of one that did not reach the server (status 0), which may then wait, too.
	 */
	takes(write: Write, error?: ApiError): boolean;
	/**
	 * Resolves when the write is stored; then the hook's promise resolves with what is shown, and the queue answers for
	 * the write by `end` or `failed`. Rejects when it cannot be stored: the write is taken back.
	 */
	add(write: Write): Promise<void>;
}
