import * as z from 'zod/mini';
import { defineEndpoint } from '../http/endpoint.ts';
import { accessErrors } from '../http/error-codes.ts';
import { instant, noContent } from '../http/fields.ts';

/** Signed, bound to the session, good until the access token ends that it was made from. */
export const streamTicket = z.object({ ticket: z.string(), expiresAt: instant });
export type StreamTicket = z.infer<typeof streamTicket>;

export const streamQuery = z.object({
	/** For clients that cannot send headers, see `POST /events/ticket`. */
	ticket: z.optional(z.string().check(z.maxLength(4096))),
	/** Comma-separated. Absent: all that one may see. */
	topics: z.optional(z.string().check(z.maxLength(16_384))),
	/** `<epoch>:<offset>`; the header `Last-Event-ID` goes before it. */
	lastEventId: z.optional(z.string().check(z.maxLength(100))),
});

export const eventsEndpoints = {
	/** Public for the router alone: the handler takes a bearer token or a ticket. */
	stream: defineEndpoint({
		method: 'GET',
		path: '/events',
		summary: 'Follow the events as server-sent events',
		access: 'public',
		query: streamQuery,
		response: noContent,
		responseType: 'bytes',
		contentTypes: ['text/event-stream'],
		errors: accessErrors,
	}),
	ticket: defineEndpoint({
		method: 'POST',
		path: '/events/ticket',
		summary: 'Get a ticket for the event stream',
		access: 'signed-in',
		status: 201,
		response: streamTicket,
	}),
} as const;
