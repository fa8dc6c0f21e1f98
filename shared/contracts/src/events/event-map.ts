import * as z from 'zod/mini';
import { collectionName } from '../collections/definition.ts';
import { collectionRecord } from '../collections/record.ts';
import { storedFile } from '../files/file.ts';
import { fieldErrors } from '../http/envelope.ts';
import { id } from '../http/fields.ts';
import { user } from '../users/user.ts';
import { presenceChanged } from './presence.ts';

/** Events the server publishes; each reaches only people who may see its subject. */
export const serverEvents = {
	/** Reaches the sessions' owner. Whatever stands for one of them (a socket) has to close. */
	'sessions:ended': z.object({
		sessionIds: z.array(id),
		/** Who ended them, where that may be somebody else than their owner. */
		endedBy: z.optional(id),
	}),
	'users:created': z.object({ user }),
	'users:updated': z.object({ user }),
	'users:deleted': z.object({ id }),
	/** Somebody who was deleted is back, as they were. */
	'users:restored': z.object({ user }),
	/** So many people were changed at once, deleted or brought back; they are not told one by one. */
	'users:bulk-changed': z.object({ kind: z.enum(['updated', 'deleted', 'restored']), count: z.int() }),
	/** So many people were added at once; they are not told one by one. */
	'users:imported': z.object({ count: z.int() }),
	'files:upload-completed': z.object({ file: storedFile }),
	'files:thumbnail-created': z.object({ file: storedFile }),
	'files:renamed': z.object({ file: storedFile }),
	'files:deleted': z.object({ id, ownerId: id }),
	/** A file that was deleted is back. */
	'files:restored': z.object({ file: storedFile }),
	/** A record larger than 16 KiB is left out of its event; read it by its id. */
	'data:record-created': z.object({ collection: collectionName, id, record: z.optional(collectionRecord) }),
	'data:record-updated': z.object({ collection: collectionName, id, record: z.optional(collectionRecord) }),
	'data:record-deleted': z.object({ collection: collectionName, id }),
	/** Records came by an import, without an event for each. */
	'data:records-imported': z.object({ collection: collectionName, count: z.int() }),
} as const;

/** What the server tells at the moment and keeps nowhere: no place in the log, nothing to resume. */
export const ephemeralEvents = {
	'presence:changed': presenceChanged,
} as const;

export const connectionStates = [
	'disconnected',
	'connecting',
	'authenticating',
	'connected',
	'reconnecting',
	'closing',
] as const;
export const connectionState = z.enum(connectionStates);
/** States of the realtime connection. `reconnecting`: waiting before the next attempt. */
export type ConnectionState = z.infer<typeof connectionState>;

const networkState = z.enum(['online', 'offline', 'unreachable']);

/** Events that pages raise for each other; they do not leave the browser. */
export const clientEvents = {
	'session:signed-in': z.object({ userId: id }),
	'session:signed-out': z.object({
		userId: z.nullable(id),
		reason: z.enum(['requested', 'expired', 'revoked', 'replaced']),
	}),
	'realtime:state-changed': z.object({ from: connectionState, to: connectionState }),
	/** The event log could not be resumed without a gap: whoever caches must fetch again. */
	'realtime:resync-required': z.object({ reason: z.string() }),
	/** What came over the connection could not be read, and was dropped; `count` so far. */
	'realtime:frame-dropped': z.object({ reason: z.string(), count: z.int() }),
	/** The server does not tell what was asked for over the connection; `code` as in docs/errors.md. */
	'realtime:request-refused': z.object({
		code: z.string(),
		message: z.string(),
		topics: z.optional(z.array(z.string())),
	}),
	'api:request-failed': z.object({
		code: z.string(),
		status: z.int(),
		message: z.string(),
		method: z.string(),
		path: z.string(),
		requestId: z.optional(z.string()),
		/** Messages by field. */
		errors: z.optional(fieldErrors),
		/** Seconds the server asks to wait. */
		retryAfter: z.optional(z.number()),
		/** False: it is told where it happened. Left out when the caller did not say. */
		notify: z.optional(z.boolean()),
	}),
	/** Another composition than the page's is what a load of the page gets now, and all its files are here already. */
	'app:update-ready': z.object({ compositionId: z.string() }),
	/** The page went on to another composition as it was, without a reload. */
	'app:updated': z.object({
		/** Ids of compositions. */
		from: z.string(),
		to: z.string(),
		/** Those whose next use starts another build, which came, or which are gone. */
		remotes: z.array(z.string()),
	}),
	/** The API client begins or ends to spare a server that fails; `retryAt`: when it is asked again, unless closed. */
	'api:circuit-changed': z.object({
		state: z.enum(['closed', 'open', 'half-open']),
		retryAt: z.nullable(z.string()),
	}),
	/** Whether the server can be reached; `unreachable`: the device has a network that leads nowhere. */
	'network:state-changed': z.object({ from: networkState, to: networkState }),
	'federation:remote-failed': z.object({
		remote: z.string(),
		version: z.string(),
		owner: z.string(),
		phase: z.enum(['load', 'start', 'render']),
		message: z.string(),
	}),
	/** Texts in this language could not be fetched; the page says them in English. */
	'i18n:load-failed': z.object({ language: z.string(), message: z.string() }),
	'federation:remote-started': z.object({ remote: z.string(), version: z.string() }),
	/** In this page alone, another build of a remote runs in place of one that would not. */
	'federation:remote-replaced': z.object({
		remote: z.string(),
		owner: z.string(),
		/** Versions. */
		from: z.string(),
		to: z.string(),
	}),
	/** Nobody caught what a remote's code threw, or a promise of it rejected with. The remote runs on. */
	'federation:error-uncaught': z.object({
		remote: z.string(),
		version: z.string(),
		owner: z.string(),
		message: z.string(),
	}),
	/** Something that a remote keeps in this browser (drafts, preferences) is another now. Reaches every tab. */
	'browser:data-changed': z.object({
		/** The remote that keeps it. */
		owner: z.string().check(z.maxLength(100)),
		/** What it is, in the owner's words. */
		key: z.string().check(z.maxLength(200)),
	}),
} as const;

/** The one event map: past tense, namespaced by owner, every payload serialisable. */
export const eventMap = { ...serverEvents, ...ephemeralEvents, ...clientEvents } as const;

export type ServerEventName = keyof typeof serverEvents;
export type EventName = keyof typeof eventMap;
export type EventPayload<N extends EventName> = z.infer<(typeof eventMap)[N]>;

/** Raised when an event is removed or changes incompatibly. */
export const eventMapVersion = 1;
