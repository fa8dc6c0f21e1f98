import type { EventPayload, ServerEventName, StoredFile, User } from '@flotilla/contracts';
import type { FakeCollection } from '../build/build-collection.ts';
import type { FakeFailure } from './failure.ts';

export interface LoggedRequest {
	method: string;
	/** As in the contract, e.g. `/users/:id`. */
	endpoint: string;
	/** With its query. */
	url: string;
	headers: Readonly<Record<string, string>>;
}

export type ServerEvent = { [N in ServerEventName]: { name: N; payload: EventPayload<N> } }[ServerEventName];

/** What would have been mailed: a link, good once. */
export interface FakeMail {
	to: string;
	purpose: 'verify-email' | 'reset-password';
	token: string;
	/** What was registered, when it makes an account. */
	registration?: { firstName: string; lastName: string };
}

/** What the fake backend holds. Tests and stories may look at all of it and change it at any time. */
export interface FakeBackendState {
	users: User[];
	files: StoredFile[];
	/** Collections with their records, by name. */
	collections: Map<string, FakeCollection>;
	/** The bytes of files that were uploaded here, by id. */
	contents: Map<string, Blob>;
	/** Mails whose links were not followed yet, oldest first. */
	mails: FakeMail[];
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
	/** The next request to that endpoint (e.g. `PATCH /users/:id`) fails so; `'network'` breaks the connection. */
	failNext(endpoint: string, failure: FakeFailure | 'network'): void;
	/**
	 * From now on answers of that endpoint (e.g. `GET /users`) are made, with all their effects, and held back
	 * until the function that this returns is called.
	 */
	holdAnswers(endpoint: string): () => void;
	/** Hears what the real server would send over the socket. Returns the way out. */
	onEvent(listener: (event: ServerEvent) => void): () => void;
	/** Changes a user as somebody else would: raises the version and the event. */
	changeUser(id: string, changes: Partial<User>): User;
	/** Adds a user as somebody else would, with its event. */
	addUser(user: User): User;
	/** Removes a user and their files as somebody else would, with the events. */
	removeUser(id: string): void;
	/** Stores a file as somebody else would, with its event. */
	addFile(file: StoredFile, content?: Blob): StoredFile;
	/** Gives a file another name as somebody else would: raises the version and the event. */
	renameFile(id: string, filename: string): StoredFile;
	/** Removes a file as somebody else would, with its event. */
	removeFile(id: string): void;
}

export interface BackendInternals extends FakeBackendState {
	emit(event: ServerEvent): void;
	takeFailure(endpoint: string): FakeFailure | 'network' | undefined;
	issueToken(userId: string): string;
	/** Resolves when answers of the endpoint are not, or no longer, held back. */
	released(endpoint: string): Promise<void> | undefined;
}

export const createBackendState = ({
	users,
	files,
	collections,
	latency,
	cookieUserId,
}: {
	users: User[];
	files: StoredFile[];
	collections: readonly FakeCollection[];
	latency: number;
	cookieUserId: string | null;
}): BackendInternals => {
	const listeners = new Set<(event: ServerEvent) => void>();
	const failures: { endpoint: string; failure: FakeFailure | 'network' }[] = [];
	const held = new Map<string, Promise<void>>();
	let issued = 0;

	const state: BackendInternals = {
		users,
		files,
		collections: new Map(collections.map((collection) => [collection.definition.name, collection])),
		contents: new Map(),
		mails: [],
		cookieUserId,
		tokens: new Map(),
		requests: [],
		refreshCount: 0,
		latency,
		expireTokens: () => state.tokens.clear(),
		failNext: (endpoint, failure) => failures.push({ endpoint, failure }),
		takeFailure(endpoint) {
			const index = failures.findIndex((planned) => planned.endpoint === endpoint);
			return index === -1 ? undefined : failures.splice(index, 1)[0]?.failure;
		},
		issueToken(userId) {
			issued += 1;
			const token = `fake-token-${issued}`;
			state.tokens.set(token, userId);
			return token;
		},
		holdAnswers(endpoint) {
			const { promise, resolve } = Promise.withResolvers<void>();
			held.set(endpoint, promise);
			return () => {
				held.delete(endpoint);
				resolve();
			};
		},
		released: (endpoint) => held.get(endpoint),
		onEvent(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		emit(event) {
			for (const listener of [...listeners]) listener(event);
		},
		changeUser(id, changes) {
			const index = state.users.findIndex((user) => user.id === id);
			const current = state.users[index];
			if (current === undefined) throw new RangeError(`There is no user ${id}.`);
			const user: User = { ...current, ...changes, version: current.version + 1, updatedAt: new Date().toISOString() };
			state.users[index] = user;
			state.emit({ name: 'users:updated', payload: { user } });
			return user;
		},
		addUser(user) {
			state.users.push(user);
			state.emit({ name: 'users:created', payload: { user } });
			return user;
		},
		removeUser(id) {
			const index = state.users.findIndex((user) => user.id === id);
			if (index === -1) throw new RangeError(`There is no user ${id}.`);
			for (const file of state.files.filter(({ ownerId }) => ownerId === id)) state.removeFile(file.id);
			state.users.splice(index, 1);
			state.emit({ name: 'users:deleted', payload: { id } });
		},
		addFile(file, content) {
			state.files.push(file);
			if (content !== undefined) state.contents.set(file.id, content);
			state.emit({ name: 'files:upload-completed', payload: { file } });
			return file;
		},
		renameFile(id, filename) {
			const index = state.files.findIndex((file) => file.id === id);
			const current = state.files[index];
			if (current === undefined) throw new RangeError(`There is no file ${id}.`);
			const file: StoredFile = { ...current, filename, version: current.version + 1 };
			state.files[index] = file;
			state.emit({ name: 'files:renamed', payload: { file } });
			return file;
		},
		removeFile(id) {
			const index = state.files.findIndex((file) => file.id === id);
			const file = state.files[index];
			if (file === undefined) throw new RangeError(`There is no file ${id}.`);
			state.files.splice(index, 1);
			state.emit({ name: 'files:deleted', payload: { id, ownerId: file.ownerId } });
		},
	};
	return state;
};
