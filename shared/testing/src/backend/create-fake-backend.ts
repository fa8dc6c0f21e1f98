import type { Role, StoredFile, User } from '@flotilla/contracts';
import { getResponse, type RequestHandler } from 'msw';
import type { FakeCollection } from '../build/build-collection.ts';
import { buildUser } from '../build/build-user.ts';
import { fakeAccountEndpoints } from './account-endpoints.ts';
import { fakeAuditEndpoints } from './audit-endpoints.ts';
import { fakeAuthEndpoints } from './auth-endpoints.ts';
import { createBackendState, type FakeBackendState } from './backend-state.ts';
import { fakeCollectionsEndpoints } from './collections-endpoints.ts';
import { fakeFilesEndpoints } from './files-endpoints.ts';
import { fakeUsersEndpoints } from './users-endpoints.ts';

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
	const handlers = [
		...fakeAuthEndpoints(state),
		...fakeAccountEndpoints(state),
		...fakeAuditEndpoints(state),
		...fakeUsersEndpoints(state),
		...fakeFilesEndpoints(state),
		...fakeCollectionsEndpoints(state),
	];
	return { handlers, state, fetch: (request) => answer(handlers, request) };
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

const someUsers = (): User[] => [
	buildUser({ role: 'admin', email: 'admin@flotilla.test' }),
	buildUser({ role: 'member', email: 'member@flotilla.test' }),
	...Array.from({ length: 10 }, () => buildUser()),
];
