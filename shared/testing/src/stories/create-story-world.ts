import type { ErrorCode, RemoteManifestInput, Role, StoredFile, User } from '@flotilla/contracts';
import type { Federation, StartRemote } from '@flotilla/federation';
import { createPlatform, type Platform, runRemotes } from '@flotilla/platform';
import type { FakeBackendState } from '../backend/backend-state.ts';
import { createFakeBackend } from '../backend/create-fake-backend.ts';
import { FakeFailure } from '../backend/failure.ts';
import type { FakeCollection } from '../build/build-collection.ts';
import { buildComposedRemote, buildComposition } from '../build/build-composition.ts';
import { createFakeNetwork } from './fake-network.ts';

/** A remote without a build: its manifest, where it says something else than the usual, and its start. */
export interface StoryRemote extends Partial<RemoteManifestInput> {
	name: string;
	start: StartRemote;
}

export interface StoryWorldOptions {
	/** Default: a dozen built ones. */
	users?: readonly User[];
	/** Default: none. */
	files?: readonly StoredFile[];
	/** Default: none. */
	collections?: readonly FakeCollection[];
	/** Who looks at it: the first of that role among `users`, or somebody new; null for nobody. Default `admin`. */
	as?: Role | null;
	/** Endpoints, e.g. `GET /users`, and what they always answer with; `hangs` never answers. */
	answers?: Readonly<Record<string, ErrorCode | 'hangs'>>;
	/** Whether API and `/ws` can be reached while the page opens. Default true. */
	online?: boolean;
	/** What the page is composed of. Default: no remote. */
	remotes?: readonly StoryRemote[];
}

export interface StoryWorld {
	backend: FakeBackendState;
	platform: Platform;
	federation: Federation;
	/** Cuts the page off from the API and from `/ws`, or connects it again. */
	setOnline(online: boolean): void;
	/** Ends what the page holds; the stage does so when it goes. */
	dispose(): void;
}

/** What a page stands on: the real parts over a fake backend and a fake `/ws`. Nothing is shared between two. */
export const createStoryWorld = async ({
	users,
	files = [],
	collections = [],
	as = 'admin',
	answers = {},
	online = true,
	remotes = [],
}: StoryWorldOptions = {}): Promise<StoryWorld> => {
	const backend = createFakeBackend({ ...(users && { users }), files, collections, ...(as && { role: as }) });
	const { state, realtime } = backend;
	const network = createFakeNetwork();
	network.setOnline(online);

	const platform = createPlatform({
		realtimeUrl: 'ws://story.test/ws',
		environment: {
			retry: { retries: 0 },
			async fetch(request) {
				if (!network.isOnline()) throw new TypeError('Failed to fetch');
				const endpoint = `${request.method} ${endpointPath(request.url)}`;
				const answer = answers[endpoint];
				if (answer === 'hangs') state.holdAnswers(endpoint);
				else if (answer !== undefined) state.failNext(endpoint, new FakeFailure(answer));
				return backend.fetch(request);
			},
			createSocket: realtime.createSocket,
			network,
			probe: async () => network.isOnline(),
			// Each story begins on a device of its own.
			offline: false,
			locks: undefined,
			createChannel: undefined,
			storage: undefined,
			restoreRetryDelays: [],
		},
	});
	const federation = runRemotes({
		composition: buildComposition({
			remotes: remotes.map(({ start: _, ...manifest }) => buildComposedRemote(manifest)),
		}),
		loadModule: async ({ name }) => ({ start: remotes.find((remote) => remote.name === name)?.start as StartRemote }),
		platform,
	});
	// Offline nobody can tell who is signed in, and a page has to show that.
	await platform.session.restore().catch(() => undefined);

	return {
		backend: state,
		platform,
		federation,
		setOnline(next) {
			network.setOnline(next);
			if (!next) realtime.drop();
		},
		dispose() {
			federation.stopAll();
			platform.dispose();
		},
	};
};

/** `/users/:id` of `https://story.test/api/users/0000…`. */
const endpointPath = (url: string): string =>
	new URL(url).pathname.replace(/^\/api/, '').replace(/\/[0-9a-f-]{36}/, '/:id');
