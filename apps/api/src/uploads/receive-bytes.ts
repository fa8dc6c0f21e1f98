import type { Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

/** The client, or the network, ended a body before its end. */
export class BodyBrokenOffError extends Error {
	override readonly name = 'BodyBrokenOffError';
}

/**
 * Lets a body run into `sink`. What has arrived is always written: also when the body breaks off, which
 * throws `BodyBrokenOffError`, and when `signal` ends it, which does not. Leaves the body alone when the
 * sink fails, so that the client can still be answered.
 */
export const receiveBytes = async (body: Readable, sink: Writable, signal: AbortSignal): Promise<void> => {
	let broken: BodyBrokenOffError | undefined;
	const end = () => {
		body.unpipe(sink);
		sink.end();
	};
	const onClose = () => {
		if (body.readableEnded) return;
		broken = new BodyBrokenOffError('The body broke off.', { cause: body.errored ?? undefined });
		end();
	};
	body.on('close', onClose);
	body.on('error', onClose);
	signal.addEventListener('abort', end, { once: true });
	try {
		if (signal.aborted) end();
		else if (body.destroyed) onClose();
		else body.pipe(sink);
		await finished(sink);
	} finally {
		body.unpipe(sink);
		body.off('close', onClose);
		body.off('error', onClose);
		signal.removeEventListener('abort', end);
	}
	if (broken !== undefined) throw broken;
};
