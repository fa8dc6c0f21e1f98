/** Entry of the worker thread that runs the embedded database: its queries would block the event loop. */
import { inspect } from 'node:util';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { unaccent } from '@electric-sql/pglite/contrib/unaccent';
import { initialiseFolder } from './initialise-folder.ts';
import type { QueryAnswer, WorkerAnswer, WorkerFailure, WorkerRequest, WorkerSettings } from './pglite-protocol.ts';

interface OpenTransaction {
	transaction: Transaction;
	end(outcome: 'commit' | 'rollback'): Promise<void>;
}

const describeFailure = (error: unknown): WorkerFailure => {
	// What the file system inside of PGlite throws is an object: with 51 in it, the disk is full.
	if (!(error instanceof Error)) return { message: inspect(error, { breakLength: Infinity }) };
	const { message, code, detail, constraint, table, column, hint, position } = error as Error & WorkerFailure;
	return { message, code, detail, constraint, table, column, hint, position };
};

const open = async ({ folder, templateFolder }: WorkerSettings): Promise<PGlite> => {
	await initialiseFolder(folder, templateFolder);
	return PGlite.create({ dataDir: folder, extensions: { pg_trgm, unaccent } });
};

const begin = (database: PGlite): Promise<OpenTransaction> =>
	new Promise((resolve, reject) => {
		const ending = Promise.withResolvers<'commit' | 'rollback'>();
		const finished = database.transaction(async (transaction) => {
			resolve({
				transaction,
				end(outcome) {
					ending.resolve(outcome);
					return finished;
				},
			});
			if ((await ending.promise) === 'rollback') await transaction.rollback();
		});
		finished.catch(reject);
	});

const serve = (database: PGlite, port: MessagePort, send: (answer: WorkerAnswer) => void) => {
	// The other side sends one request at a time between a begin and its end (Kysely holds a mutex).
	let current: OpenTransaction | undefined;

	const answerTo = async (request: WorkerRequest): Promise<QueryAnswer | undefined> => {
		switch (request.type) {
			case 'query': {
				const { rows, affectedRows } = await (current?.transaction ?? database).query(request.sql, [
					...request.parameters,
				]);
				return { rows, affectedRows };
			}
			case 'begin':
				current = await begin(database);
				return;
			case 'commit':
			case 'rollback': {
				const ended = current;
				current = undefined;
				await ended?.end(request.type);
				return;
			}
			case 'close':
				await database.close();
				return;
		}
	};

	return (request: WorkerRequest) => {
		answerTo(request).then(
			(answer) => {
				send({ type: 'result', id: request.id, answer });
				// Nothing is left to listen for: the thread ends by itself, after the answer has left.
				if (request.type === 'close') port.close();
			},
			(error: unknown) => send({ type: 'failure', id: request.id, failure: describeFailure(error) }),
		);
	};
};

const port = parentPort;
if (port === null) throw new Error('This module runs in a worker thread.');
const send = (answer: WorkerAnswer) => port.postMessage(answer);
try {
	const database = await open(workerData as WorkerSettings);
	port.on('message', serve(database, port, send));
	send({ type: 'ready' });
} catch (error) {
	send({ type: 'failed-to-open', failure: describeFailure(error) });
}
