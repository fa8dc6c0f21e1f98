import type { Log } from './create-log.ts';
import { isStartError, type StartError } from './start-error.ts';

export interface Closable {
	/** Stops accepting, finishes what runs, closes sockets and the database. */
	close(): Promise<void>;
}

export interface RunMainOptions {
	log: Log;
	/** Milliseconds until a shutdown that hangs is cut off with exit code 1. Default 10,000. */
	shutdownTimeout?: number;
}

const exitWith = (error: StartError): never => {
	process.stderr.write(`${error.message}\n`);
	return process.exit(1);
};

/** For what is read before there is a log: a `StartError` is printed as its one sentence, with exit code 1. */
export const readOrExit = <T>(read: () => T): T => {
	try {
		return read();
	} catch (error) {
		if (isStartError(error)) return exitWith(error);
		throw error;
	}
};

/**
 * The life of a server process: starts it, closes it on SIGINT or SIGTERM and exits 0.
 * A `StartError` is printed as its one sentence, with exit code 1.
 *
 * A second signal changes nothing: on Ctrl-C in a terminal a child gets the terminal's
 * and its parent's.
 */
export const runMain = async (
	start: () => Promise<Closable>,
	{ log, shutdownTimeout = 10_000 }: RunMainOptions,
): Promise<void> => {
	const starting = start();
	let stopping = false;
	const stop = async (signal: NodeJS.Signals) => {
		if (stopping) return;
		stopping = true;
		log.info({ signal }, 'shutting down');
		setTimeout(() => {
			log.error(`shutdown took longer than ${shutdownTimeout} ms`);
			process.exit(1);
		}, shutdownTimeout).unref();
		try {
			const running = await starting;
			await running.close();
			process.exit(0);
		} catch (error) {
			log.error({ err: error }, 'shutdown failed');
			process.exit(1);
		}
	};
	process.on('SIGINT', stop);
	process.on('SIGTERM', stop);
	try {
		await starting;
	} catch (error) {
		if (isStartError(error)) exitWith(error);
		log.fatal({ err: error }, 'could not start');
		process.exit(1);
	}
};
