import type {
	AuditEntry,
	EventPayload,
	PushSubscription,
	ServerEventName,
	StoredFile,
	User,
} from '@flotilla/contracts';
import type { FakeCollection } from '../build/build-collection.ts';
import type { FakeFailure } from './failure.ts';
import type { FakeAct } from './fake-audit.ts';
import type { FakeSession, FakeSessions } from './fake-sessions.ts';
import type { FakeTrash } from './fake-trash.ts';

export interface LoggedRequest {
	method: string;
	/** As in the contract, e.g. `/users/:id`. */
	endpoint: string;
	/** With its query. */
	url: string;
	headers: Readonly<Record<string, string>>;
}

export type ServerEvent = { [N in ServerEventName]: { name: N; payload: EventPayload<N> } }[ServerEventName];

/** Whom an event is for, beside those who may see its subject. */
export interface EventAudience {
	/** This person and nobody else. */
	onlyFor?: string;
	/** Whose the subject is, where the payload does not say. */
	ownerId?: string;
}

/**
 * What goes wrong with a request: an error of the catalogue, a connection that breaks before anything is done, or
 * one that breaks when all is done, so that only the answer is missing.
 */
export type PlannedFailure = FakeFailure | 'network' | 'answer-lost';

/** Of a change: `quiet` leaves its event to whoever makes many. */
export interface ChangeOptions {
	/** Default false. */
	quiet?: boolean;
}

/** What would have been mailed: a link, good once. */
export interface FakeMail {
	to: string;
	purpose: 'verify-email' | 'reset-password';
	token: string;
	/** What was registered, when it makes an account. */
	registration?: { firstName: string; lastName: string; password: string };
	/** Its link has run out. Default false. */
	hasExpired?: boolean;
}

/** What the fake backend holds. Tests and stories may look at all of it and change it at any time. */
export interface FakeBackendState {
	users: User[];
	files: StoredFile[];
	/** Collections with their records, by name. */
	collections: Map<string, FakeCollection>;
	/** The bytes of files that were uploaded here, by id. */
	contents: Map<string, Blob>;
	/** The bytes of pictures of people, by the last part of their addresses. */
	avatars: Map<string, Blob>;
	/** What was deleted and can be restored. */
	trash: FakeTrash;
	/** Mails whose links were not followed yet, oldest first. */
	mails: FakeMail[];
	/** Where mails can be read, as in development; null: they are sent. Default null. */
	outboxPath: string | null;
	/** Passwords by user id, where they are not `fakePassword`; null: nobody can sign in yet. */
	passwords: Map<string, string | null>;
	/** What the audit log holds, oldest first. */
	audit: AuditEntry[];
	/** Browsers that are sent push messages, oldest first. */
	pushSubscriptions: (PushSubscription & { userId: string; sessionId: string })[];
	/** Who the refresh cookie speaks for; null when there is none. */
	cookieUserId: string | null;
	/** Access tokens that are accepted, and whose they are. */
	tokens: Map<string, string>;
	/** Every request so far, oldest first. */
	requests: LoggedRequest[];
	/** How many refreshes were asked for. */
	refreshCount: number;
	/** Milliseconds before each answer. */
	latency: number;
	/** Every access token given out so far is refused with TOKEN_EXPIRED from now on. */
	expireTokens(): void;
	/** The next request to that endpoint (e.g. `PATCH /users/:id`) fails so. */
	failNext(endpoint: string, failure: PlannedFailure): void;
	/**
	 * From now on answers of that endpoint (e.g. `GET /users`) are made, with all their effects, and held back
	 * until the function that this returns is called.
	 */
	holdAnswers(endpoint: string): () => void;
	/** Hears what the real server would send over the socket. Returns the way out. */
	onEvent(listener: (event: ServerEvent, audience: EventAudience) => void): () => void;
	/** Changes a user as somebody else would: raises the version and the event. */
	changeUser(id: string, changes: Partial<User>, options?: ChangeOptions): User;
	/** Adds a user as somebody else would, with its event. */
	addUser(user: User): User;
	/** Removes a user and their files as somebody else would, with the events. */
	removeUser(id: string, options?: ChangeOptions): void;
	/** Brings a user and their files back who were removed, with the events. */
	restoreUser(id: string, options?: ChangeOptions): User;
	/** Stores a file as somebody else would, with its event. */
	addFile(file: StoredFile, content?: Blob): StoredFile;
	/** Finishes the thumbnail of a file that is still there, with its event. */
	addThumbnail(id: string): void;
	/** Gives a file another name as somebody else would: raises the version and the event. */
	renameFile(id: string, filename: string): StoredFile;
	/** Removes a file as somebody else would, with its event. */
	removeFile(id: string, options?: ChangeOptions): void;
	/** Brings a file back that was removed, with its event. */
	restoreFile(id: string): StoredFile;
	/** Ends a person's sessions as an administrator or another device would, with the event. */
	endSessions(userId: string, isChosen?: (session: FakeSession) => boolean): void;
}

/** An answer that was given to an `Idempotency-Key`, and to what. */
export interface KeptAnswer {
	fingerprint: string;
	/** Undefined while the request is being carried out. */
	answer: KeptAnswerBody | undefined;
}

export interface KeptAnswerBody {
	status: number;
	headers: Record<string, string>;
	body: string;
}

export interface BackendInternals extends FakeBackendState {
	sessions: FakeSessions;
	/** By person and key. */
	keptAnswers: Map<string, KeptAnswer>;
	emit(event: ServerEvent, audience?: EventAudience): void;
	record(act: FakeAct): void;
	takeFailure(endpoint: string): PlannedFailure | undefined;
	/** Resolves when answers of the endpoint are not, or no longer, held back. */
	released(endpoint: string): Promise<void> | undefined;
}
