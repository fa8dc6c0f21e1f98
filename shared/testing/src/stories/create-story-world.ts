import type { ErrorCode, RemoteManifestInput, Role, StoredFile, User } from '@flotilla/contracts';
import type { Federation, StartRemote } from '@flotilla/federation';
import { createI18n } from '@flotilla/i18n';
import { createPlatform, type Platform, type PlatformEnvironment, runRemotes } from '@flotilla/platform';
import type { FakeBackendState } from '../backend/backend-state.ts';
import { createFakeBackend } from '../backend/create-fake-backend.ts';
import { FakeFailure } from '../backend/failure.ts';
import type { FakeCollection } from '../build/build-collection.ts';
import { buildComposedRemote, buildComposition } from '../build/build-composition.ts';
import { failingAnswer } from './failing-answer.ts';
import { createFakeNetwork } from './fake-network.ts';
import { type StoryNetwork, storyToolbar } from './story-toolbar.ts';

/** A remote without a build: its manifest, where it says something else than the usual, and its start. */
export interface StoryRemote extends Partial<RemoteManifestInput> {
	name: string;
	start: StartRemote;
	/** Brings its code to the page; `attempt` is 0 for the first try. Default: it is there at once. */
	load?: (attempt: number) => Promise<{ start: StartRemote }>;
}

export interface StoryWorldOptions {
	/** Default: a dozen built ones. */
	users?: readonly User[];
	/** Default: none. */
	files?: readonly StoredFile[];
	/** Default: none. */
	collections?: readonly FakeCollection[];
	/** Who looks at it: the first of that role among `users`, or somebody new; null for nobody. Default: the toolbar's, `admin` at first. */
	as?: Role | null;
	/** Endpoints, e.g. `GET /users`, and what they always answer with; `hangs` never answers. */
	answers?: Readonly<Record<string, ErrorCode | 'hangs'>>;
	/** Whether API and `/ws` can be reached while the page opens. Default true. */
	online?: boolean;
	/** Whether this device keeps what is written without a network, and sends it later. Default false: such writes fail. */
	keeps?: boolean;
	/** What the network is like once the page is open. Default: the toolbar's, unless `answers` or `online` say how things go; `fast` at first. */
	network?: StoryNetwork;
	/** What the page is composed of. Default: no remote. */
	remotes?: readonly StoryRemote[];
	/** The version that each remote had before, offered where its own will not run; that one does. Default: there was none. */
	earlierVersion?: string;
	/** Milliseconds for a remote's code to arrive. Default: as in the product. */
	loadTimeout?: number;
	/** Comes between the page and the API. Default: nothing does. */
	beforeRequest?: PlatformEnvironment['beforeRequest'];
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

const earlierEntry = (name: string): string => `/assets/${name}/earlier.js`;

/** What a page stands on: the real parts over a fake backend and a fake `/ws`. Nothing is shared between two. */
export const createStoryWorld = async ({
	users,
	files = [],
	collections = [],
	as = storyToolbar().role,
	answers,
	online,
	keeps = false,
	network: networkKind = answers === undefined && online === undefined ? storyToolbar().network : 'fast',
	remotes = [],
	earlierVersion,
	loadTimeout,
	beforeRequest,
}: StoryWorldOptions = {}): Promise<StoryWorld> => {
	const backend = createFakeBackend({ ...(users && { users }), files, collections, ...(as && { role: as }) });
	const { state, realtime } = backend;
	const network = createFakeNetwork();
	network.setOnline(online ?? true);
	let isFailing = false;

	const platform = createPlatform({
		realtimeUrl: 'ws://story.test/ws',
		// A choice that is made in one story is no other's.
		i18n: createI18n({ language: storyToolbar().language, storage: null }),
		environment: {
			retry: { retries: 0 },
			beforeRequest,
			async fetch(request) {
				if (!network.isOnline()) throw new TypeError('Failed to fetch');
				if (isFailing) return failingAnswer();
				const endpoint = `${request.method} ${endpointPath(request.url)}`;
				const answer = answers?.[endpoint];
				if (answer === 'hangs') state.holdAnswers(endpoint);
				else if (answer !== undefined) state.failNext(endpoint, new FakeFailure(answer));
				const answered = await backend.fetch(request);
				// What was on its way when the wire was cut does not arrive either.
				if (!network.isOnline()) throw new TypeError('Failed to fetch');
				return answered;
			},
			createSocket(url) {
				const socket = realtime.createSocket(url);
				// Over a cut wire nobody connects anew.
				if (!network.isOnline()) realtime.drop();
				return socket;
			},
			// What an event changed shows at once and not up to a second later: a picture would have it or not.
			refetchInterval: 0,
			network,
			probe: async () => network.isOnline(),
			// Each story begins on a device of its own.
			offline: keeps,
			databasePrefix: `flotilla.story.${crypto.randomUUID()}.`,
			locks: undefined,
			createChannel: undefined,
			storage: undefined,
			restoreRetryDelays: [],
		},
	});
	const federation = runRemotes({
		composition: buildComposition({
			remotes: remotes.map(({ start: _, load: __, ...manifest }) => buildComposedRemote(manifest)),
		}),
		async loadModule({ name, attempt, entry }) {
			const remote = remotes.find((one) => one.name === name);
			if (remote === undefined) throw new RangeError(`The story has no remote named ${name}`);
			if (entry === earlierEntry(name)) return { start: remote.start };
			return remote.load?.(attempt) ?? { start: remote.start };
		},
		async findReplacement({ remote: name }) {
			const remote = remotes.find((one) => one.name === name);
			if (remote === undefined || earlierVersion === undefined) return { remote: null, reload: false };
			const { start: _, load: __, ...manifest } = remote;
			const build = { version: earlierVersion, build: 'earlier', entry: earlierEntry(name) };
			return { remote: buildComposedRemote(manifest, build), reload: false };
		},
		platform,
		...(loadTimeout === undefined ? {} : { loadTimeout }),
	});
	// Offline nobody can tell who is signed in, and a page has to show that.
	await platform.session.restore().catch(() => undefined);
	const setOnline = (next: boolean) => {
		network.setOnline(next);
		if (!next) realtime.drop();
	};
	if (networkKind === 'slow') state.latency = slowLatency;
	if (networkKind === 'offline') setOnline(false);
	isFailing = networkKind === 'failing';

	return {
		backend: state,
		platform,
		federation,
		setOnline,
		dispose() {
			federation.stopAll();
			if (keeps) void platform.offline.stop('requested');
			platform.dispose();
		},
	};
};

/** Milliseconds before each answer over a slow network: long enough to see what a page shows meanwhile. */
const slowLatency = 2_000;

/** `/users/:id` of `https://story.test/api/users/0000…`, `/data/:collection` of `…/api/data/notes`. */
const endpointPath = (url: string): string =>
	new URL(url).pathname
		.replace(/^\/api/, '')
		.replace(/^\/data\/[^/]+/, '/data/:collection')
		.replace(/\/[0-9a-f-]{36}/, '/:id');
