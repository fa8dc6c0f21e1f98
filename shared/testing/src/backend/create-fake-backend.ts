import type { Role, StoredFile, User } from '@flotilla/contracts';
import { getResponse, type RequestHandler } from 'msw';
import type { FakeCollection } from '../build/build-collection.ts';
import { buildUser } from '../build/build-user.ts';
import { createFakeRealtimeServer, type FakeRealtimeServer } from '../realtime/fake-realtime-server.ts';
import { fakeAccountEndpoints } from './account-endpoints.ts';
import { fakeAuditEndpoints } from './audit-endpoints.ts';
import { fakeAuthEndpoints, fakeTokenLifetime } from './auth-endpoints.ts';
import { fakeAvatarEndpoints } from './avatar-endpoints.ts';
import type { FakeBackendState } from './backend-state.ts';
import { fakeCollectionsEndpoints } from './collections-endpoints.ts';
import { createBackendState } from './create-backend-state.ts';
import { mayFollow, maySee } from './event-visibility.ts';
import { fakeEventsEndpoints } from './events-endpoints.ts';
import { createFakeBulk } from './fake-bulk.ts';
import { fakeFilesEndpoints } from './files-endpoints.ts';
import { fakePushEndpoints } from './push-endpoints.ts';
import { fakeSessionEndpoints } from './session-endpoints.ts';
import { fakeUsersBulkEndpoints } from './users-bulk-endpoints.ts';
import { fakeUsersEndpoints } from './users-endpoints.ts';
import { fakeUsersTransferEndpoints } from './users-transfer-endpoints.ts';
import { fakeUsersUndoEndpoints } from './users-undo-endpoints.ts';

export interface FakeBackendOptions {
	/** Default: a dozen built ones, among them one administrator. */
	users?: readonly User[];
	/** Default: none. */
	files?: readonly StoredFile[];
	/** Default: none. */
	collections?: readonly FakeCollection[];
	/** Milliseconds before each answer. Default 0. */
	latency?: number;
	/** Starts with the refresh cookie of the first user of this role, adding one if there is none. Default: signed out. */
	role?: Role;
}

export interface FakeBackend {
	/** For MSW's `setupServer`, `setupWorker` or a story's parameters: every endpoint under any origin's `/api`. */
	handlers: RequestHandler[];
	state: FakeBackendState;
	/** Its `/ws`, and what its event streams come from: what happens here is told there. */
	realtime: FakeRealtimeServer;
	/** Answers a request without a network and without a service worker; for `createApiClient({ fetch })`. */
	fetch(request: Request): Promise<Response>;
}

/**
 * The API in memory, made from the contract: it validates, authorises and answers as the server does, and
 * throws where it would break the contract itself. Nothing is shared between two of them.
 */
export const createFakeBackend = ({
	users,
	files = [],
	collections = [],
	latency = 0,
	role,
}: FakeBackendOptions = {}): FakeBackend => {
	const accounts = users === undefined ? someUsers() : [...users];
	let signedIn = role && accounts.find((user) => user.role === role && user.status === 'active');
	if (role !== undefined && signedIn === undefined) {
		signedIn = buildUser({ role });
		accounts.push(signedIn);
	}
	const state = createBackendState({
		users: accounts,
		files: [...files],
		collections,
		latency,
		cookieUserId: signedIn?.id ?? null,
	});
	const userById = (id: string): User | undefined => state.users.find((user) => user.id === id);
	const realtime = createFakeRealtimeServer({
		authenticate: (token) => state.tokens.get(token) ?? null,
		maySee: (userId, event) => maySee(state, userById(userId) ?? nobody, event),
		mayFollow: (userId, topic) => mayFollow(userById(userId) ?? nobody, topic),
		nameOf(userId) {
			const user = userById(userId);
			return user && `${user.firstName} ${user.lastName}`;
		},
		tokenLifetime: fakeTokenLifetime * 1000,
	});
	state.onEvent(({ name, payload }, audience) => {
		realtime.publish(name, payload, audience);
		if (name === 'sessions:ended') realtime.revoke((token) => state.sessions.fateOf(token) === 'revoked');
	});
	const bulk = createFakeBulk(state);
	const handlers = [
		...fakeAuthEndpoints(state, { position: () => realtime.position }),
		...fakeAccountEndpoints(state),
		...fakeSessionEndpoints(state),
		...fakeAuditEndpoints(state),
		// What has a fixed last segment comes before what has an id there.
		...fakeUsersBulkEndpoints(state, bulk),
		...fakeUsersUndoEndpoints(state, bulk),
		...fakeAvatarEndpoints(state),
		...fakeUsersTransferEndpoints(state),
		...fakeUsersEndpoints(state),
		...fakeFilesEndpoints(state),
		...fakeCollectionsEndpoints(state),
		...fakeEventsEndpoints(state, realtime),
		...fakePushEndpoints(state),
	];
	return { handlers, state, realtime, fetch: (request) => answer(handlers, request) };
};

/** Rejects as `fetch` does: for a broken connection, for an aborted request. */
const answer = (handlers: readonly RequestHandler[], request: Request): Promise<Response> =>
	new Promise((resolve, reject) => {
		const { signal } = request;
		signal.addEventListener('abort', () => reject(signal.reason), { once: true });
		if (signal.aborted) reject(signal.reason);
		getResponse([...handlers], request).then((response) => {
			if (response === undefined) reject(new TypeError(`The fake backend has no ${request.method} ${request.url}`));
			else if (response.type === 'error') reject(new TypeError('Failed to fetch'));
			else resolve(response);
		}, reject);
	});

/** Stands for who is no more: sees nothing of what others do. */
const nobody = buildUser({ role: 'viewer', status: 'inactive' });

const someUsers = (): User[] => [
	buildUser({ role: 'admin', email: 'admin@flotilla.test' }),
	buildUser({ role: 'member', email: 'member@flotilla.test' }),
	...Array.from({ length: 10 }, () => buildUser()),
];
