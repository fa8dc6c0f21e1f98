import type { StoredFile, User } from '@flotilla/contracts';
import type { FakeCollection } from '../build/build-collection.ts';
import { fakeThumbnailUrl } from '../build/build-file.ts';
import type { BackendInternals, EventAudience, PlannedFailure, ServerEvent } from './backend-state.ts';
import { toAuditEntry } from './fake-audit.ts';
import { createFakeSessions } from './fake-sessions.ts';
import { createFakeTrash } from './fake-trash.ts';

interface Options {
	users: User[];
	files: StoredFile[];
	collections: readonly FakeCollection[];
	latency: number;
	cookieUserId: string | null;
}

export const createBackendState = ({ users, files, collections, latency, cookieUserId }: Options): BackendInternals => {
	const listeners = new Set<(event: ServerEvent, audience: EventAudience) => void>();
	const failures: { endpoint: string; failure: PlannedFailure }[] = [];
	const held = new Map<string, Promise<void>>();
	const tokens = new Map<string, string>();
	const sessions = createFakeSessions({ tokens });
	sessions.cookie.userId = cookieUserId;

	const state: BackendInternals = {
		users,
		files,
		collections: new Map(collections.map((collection) => [collection.definition.name, collection])),
		contents: new Map(),
		avatars: new Map(),
		trash: createFakeTrash(),
		mails: [],
		outboxPath: null,
		passwords: new Map(),
		audit: [],
		pushSubscriptions: [],
		sessions,
		keptAnswers: new Map(),
		get cookieUserId() {
			return sessions.cookie.userId;
		},
		set cookieUserId(userId) {
			sessions.cookie = { userId, session: null };
		},
		tokens,
		requests: [],
		refreshCount: 0,
		latency,
		expireTokens: () => tokens.clear(),
		failNext: (endpoint, failure) => failures.push({ endpoint, failure }),
		takeFailure(endpoint) {
			const index = failures.findIndex((planned) => planned.endpoint === endpoint);
			return index === -1 ? undefined : failures.splice(index, 1)[0]?.failure;
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
		emit(event, audience = {}) {
			for (const listener of [...listeners]) listener(event, audience);
		},
		record: (act) => state.audit.push(toAuditEntry(act)),
		changeUser(id, changes, { quiet = false } = {}) {
			const index = state.users.findIndex((user) => user.id === id);
			const current = state.users[index];
			if (current === undefined) throw new RangeError(`There is no user ${id}.`);
			const user: User = { ...current, ...changes, version: current.version + 1, updatedAt: new Date().toISOString() };
			state.users[index] = user;
			if (!quiet) state.emit({ name: 'users:updated', payload: { user } });
			return user;
		},
		addUser(user) {
			state.users.push(user);
			state.emit({ name: 'users:created', payload: { user } });
			return user;
		},
		removeUser(id, { quiet = false } = {}) {
			const index = state.users.findIndex((user) => user.id === id);
			if (index === -1) throw new RangeError(`There is no user ${id}.`);
			state.endSessions(id);
			const files = state.files.filter(({ ownerId }) => ownerId === id);
			for (const file of files) {
				state.removeFile(file.id, { quiet });
				// It comes back with its owner, and not alone.
				state.trash.forget(file.id);
			}
			for (const user of state.users.splice(index, 1)) state.trash.addUser({ user, files });
			if (!quiet) state.emit({ name: 'users:deleted', payload: { id } });
		},
		restoreUser(id, { quiet = false } = {}) {
			const deleted = state.trash.findUser(id);
			if (deleted === undefined) throw new RangeError(`There is no deleted user ${id}.`);
			const { user, files } = deleted;
			state.trash.forget(id);
			state.users.push(user);
			state.files.push(...files);
			if (!quiet) state.emit({ name: 'users:restored', payload: { user } });
			if (!quiet) for (const file of files) state.emit({ name: 'files:restored', payload: { file } });
			return user;
		},
		addFile(file, content) {
			state.files.push(file);
			if (content !== undefined) state.contents.set(file.id, content);
			state.emit({ name: 'files:upload-completed', payload: { file } });
			return file;
		},
		addThumbnail(id) {
			const index = state.files.findIndex((file) => file.id === id);
			const current = state.files[index];
			if (current === undefined) return;
			const file: StoredFile = { ...current, thumbnailStatus: 'ready', thumbnailUrl: fakeThumbnailUrl(id) };
			state.files[index] = file;
			state.emit({ name: 'files:thumbnail-created', payload: { file } });
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
		removeFile(id, { quiet = false } = {}) {
			const index = state.files.findIndex((file) => file.id === id);
			const file = state.files[index];
			if (file === undefined) throw new RangeError(`There is no file ${id}.`);
			state.files.splice(index, 1);
			state.trash.addFile(file);
			if (!quiet) state.emit({ name: 'files:deleted', payload: { id, ownerId: file.ownerId } });
		},
		restoreFile(id) {
			const file = state.trash.findFile(id);
			if (file === undefined) throw new RangeError(`There is no deleted file ${id}.`);
			state.trash.forget(id);
			state.files.push(file);
			state.emit({ name: 'files:restored', payload: { file } });
			return file;
		},
		endSessions(userId, isChosen) {
			const sessionIds = sessions.end(userId, isChosen);
			if (sessionIds.length === 0) return;
			state.pushSubscriptions = state.pushSubscriptions.filter(({ sessionId }) => !sessionIds.includes(sessionId));
			state.emit({ name: 'sessions:ended', payload: { sessionIds } }, { onlyFor: userId });
		},
	};
	return state;
};
