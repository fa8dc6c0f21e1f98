import type { StoredFile, User } from '@flotilla/contracts';
import type { FakeCollection } from '../build/build-collection.ts';
import { fakeThumbnailUrl } from '../build/build-file.ts';
import type { BackendInternals, EventAudience, PlannedFailure, ServerEvent } from './backend-state.ts';
import { toAuditEntry } from './fake-audit.ts';
import { createFakeSessions } from './fake-sessions.ts';

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
			state.endSessions(id);
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
		removeFile(id) {
			const index = state.files.findIndex((file) => file.id === id);
			const file = state.files[index];
			if (file === undefined) throw new RangeError(`There is no file ${id}.`);
			state.files.splice(index, 1);
			state.emit({ name: 'files:deleted', payload: { id, ownerId: file.ownerId } });
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
