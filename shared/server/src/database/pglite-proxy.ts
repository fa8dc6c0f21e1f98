import { Worker } from 'node:worker_threads';
import type { PGlite, PGliteQueryResults, PGliteTransaction } from 'kysely';
import { StartError } from '../start-error.ts';
import type { QueryAnswer, WorkerAnswer, WorkerFailure, WorkerRequest, WorkerSettings } from './pglite-protocol.ts';

type RequestBody = WorkerRequest extends infer R ? (R extends { id: number } ? Omit<R, 'id'> : never) : never;

/** Milliseconds a closed engine's thread has to end by itself. */
const endTimeout = 5_000;

/** The embedded database, whose only client this process is. */
export interface EmbeddedDatabase extends PGlite {
	/** See `writesOf`. */
	writes(): number;
}

/** Everything else may change something. */
const onlyReads = (body: RequestBody): boolean => body.type === 'query' && /^\s*select\b/i.test(body.sql);

const toError = ({ message, ...fields }: WorkerFailure) => Object.assign(new Error(message), fields);

/**
 * An embedded PostgreSQL in a worker thread, with the face Kysely's PGlite dialect expects.
 * `onClosed` runs once, when the worker is gone for whatever reason.
 */
export const startPgliteWorker = async (settings: WorkerSettings, onClosed: () => void): Promise<EmbeddedDatabase> => {
	const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), { workerData: settings, execArgv: [] });
	const waiting = new Map<number, PromiseWithResolvers<QueryAnswer | undefined>>();
	const opened = Promise.withResolvers<void>();
	let lastId = 0;
	let writes = 0;
	/** Ids of requests that may change something. */
	const writing = new Set<number>();
	let gone: Error | undefined;

	const loseWorker = (cause?: unknown) => {
		if (gone !== undefined) return;
		gone = new Error('The embedded database has stopped.', { cause });
		writes += 1;
		opened.reject(gone);
		for (const { reject } of waiting.values()) reject(gone);
		waiting.clear();
		onClosed();
	};

	worker.on('message', (answer: WorkerAnswer) => {
		if (answer.type === 'ready') return opened.resolve();
		if (answer.type === 'failed-to-open') {
			return opened.reject(
				new StartError(
					'DATABASE_UNAVAILABLE',
					`The database in ${settings.folder} cannot be opened: ${answer.failure.message}`,
					{ cause: toError(answer.failure) },
				),
			);
		}
		// Before whoever waits hears of it.
		if (writing.delete(answer.id)) writes += 1;
		const request = waiting.get(answer.id);
		waiting.delete(answer.id);
		if (answer.type === 'result') request?.resolve(answer.answer);
		else request?.reject(toError(answer.failure));
	});
	worker.on('error', loseWorker);
	worker.on('exit', () => loseWorker());

	const ask = (body: RequestBody): Promise<QueryAnswer | undefined> => {
		if (gone !== undefined) return Promise.reject(gone);
		lastId += 1;
		const id = lastId;
		const deferred = Promise.withResolvers<QueryAnswer | undefined>();
		waiting.set(id, deferred);
		if (!onlyReads(body)) writing.add(id);
		worker.postMessage({ id, ...body });
		return deferred.promise;
	};

	const query = async <T>(sql: string, parameters: readonly unknown[] = []): Promise<PGliteQueryResults<T>> => {
		const answer = await ask({ type: 'query', sql, parameters });
		return {
			rows: (answer?.rows ?? []) as T[],
			fields: [],
			...(answer?.affectedRows === undefined ? {} : { affectedRows: answer.affectedRows }),
		};
	};

	try {
		await opened.promise;
	} catch (error) {
		await worker.terminate();
		throw error;
	}

	return {
		ready: true,
		waitReady: Promise.resolve(),
		get closed() {
			return gone !== undefined;
		},
		query,
		writes: () => writes,
		async transaction<T>(callback: (transaction: PGliteTransaction) => Promise<T>): Promise<T> {
			await ask({ type: 'begin' });
			let result: T;
			try {
				result = await callback({
					query,
					async rollback() {
						throw new Error('Kysely rolls back by rejecting.');
					},
				});
			} catch (error) {
				await ask({ type: 'rollback' });
				throw error;
			}
			await ask({ type: 'commit' });
			return result;
		},
		async close() {
			const exited = new Promise((resolve) => worker.once('exit', resolve));
			await ask({ type: 'close' });
			// Ending a thread by force while its engine is at work has been seen to end the process.
			const timer = setTimeout(() => void worker.terminate(), endTimeout);
			await exited;
			clearTimeout(timer);
		},
	};
};
