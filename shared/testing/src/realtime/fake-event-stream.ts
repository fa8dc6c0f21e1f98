import type { StreamPosition, Topic } from '@flotilla/contracts';
import type { FakeFollower } from './fake-follower.ts';

/** One block of an event stream (HTML, 9.2.5). */
const toBlock = (lines: Readonly<Record<string, string | number>>): string =>
	`${Object.entries(lines)
		.map(([field, value]) => (field === 'comment' ? `: ${value}` : `${field}: ${value}`))
		.join('\n')}\n\n`;

export interface FakeStreamRequest {
	userId: string;
	token: string;
	/** Undefined: all that one may see. */
	topics: readonly Topic[] | undefined;
	/** `Last-Event-ID`; a place that cannot be read is one that cannot be resumed from. Undefined: from now on. */
	lastEventId: string | undefined;
}

/** The wire of one event stream. */
export interface FakeEventStream {
	follower: FakeFollower;
	body: ReadableStream<Uint8Array>;
	begin(start: StreamPosition & { resumed: boolean }, isResuming: boolean): void;
	/** Ends it; with `code` its last event says why. */
	end(code?: 'UNAUTHENTICATED' | 'SESSION_REVOKED'): void;
	/** Breaks it, as a network does. */
	break(): void;
}

/** `<epoch>:<offset>` */
export const readStreamPosition = (text: string): StreamPosition | undefined => {
	const [, epoch, offset] = /^([^:]{1,64}):(\d{1,15})$/.exec(text) ?? [];
	return epoch === undefined ? undefined : { epoch, offset: Number(offset) };
};

/** `onClosed` is called when the reader has gone. */
export const createFakeEventStream = ({
	userId,
	token,
	topics,
	epoch,
	isHanging,
	onClosed,
}: Omit<FakeStreamRequest, 'lastEventId'> & {
	epoch(): string;
	isHanging(): boolean;
	onClosed(): void;
}): FakeEventStream => {
	const encoder = new TextEncoder();
	let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
	const body = new ReadableStream<Uint8Array>({
		start(given) {
			controller = given;
		},
		cancel() {
			controller = undefined;
			onClosed();
		},
	});
	const write = (lines: Readonly<Record<string, string | number>>): void => {
		if (!isHanging()) controller?.enqueue(encoder.encode(toBlock(lines)));
	};
	const frame = (type: string, payload: unknown, id: string, extra: object = {}): string =>
		JSON.stringify({ type, payload, timestamp: new Date().toISOString(), id, source: 'api', ...extra });
	const finish = (how: (open: ReadableStreamDefaultController<Uint8Array>) => void): void => {
		const open = controller;
		controller = undefined;
		if (open !== undefined) how(open);
	};
	const follower: FakeFollower = {
		userId,
		token,
		everything: topics === undefined,
		topics: new Set(topics),
		sendEvent({ name, payload, offset, at }) {
			const id = `${epoch()}:${offset}`;
			write({ event: name, id, data: frame(name, payload, id, { offset, timestamp: at }) });
		},
		sendEphemeral: (name, payload) => write({ event: name, data: frame(name, payload, crypto.randomUUID()) }),
		sendHeartbeat: (offset) => write({ comment: 'heartbeat', id: `${epoch()}:${offset}` }),
	};
	return {
		follower,
		body,
		begin({ epoch: of, offset, resumed }, isResuming) {
			write({ comment: 'connected', retry: 2000 });
			const data = JSON.stringify({ epoch: of, offset, resumed });
			write({ event: isResuming && !resumed ? 'resync' : 'ready', id: `${of}:${offset}`, data });
		},
		end(code) {
			if (code !== undefined) write({ event: 'unauthenticated', data: JSON.stringify({ code }) });
			finish((open) => open.close());
		},
		break: () => finish((open) => open.error(new TypeError('network error'))),
	};
};
