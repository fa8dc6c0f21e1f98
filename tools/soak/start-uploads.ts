import { createHash, randomBytes } from 'node:crypto';
import { createApi, createApiClient } from '@flotilla/api-client';
import { createUploads, type UploadsOptions } from '@flotilla/api-client/uploads';
import { type StartedApi, startApi } from '../../apps/api/src/testing/start-api.ts';
import { type Relay, startRelay } from '../../apps/api/src/testing/start-relay.ts';

/** A browser's storage without a browser; a reload keeps it. */
export const createStorage = (): NonNullable<UploadsOptions['storage']> => {
	const entries = new Map<string, string>();
	return {
		get length() {
			return entries.size;
		},
		key: (index) => [...entries.keys()][index] ?? null,
		getItem: (key) => entries.get(key) ?? null,
		setItem: (key, value) => void entries.set(key, value),
		removeItem: (key) => void entries.delete(key),
	};
};

/** Bytes that pass as a video, the rest of it noise. */
export const createVideo = (size: number, name = 'film.mp4'): File =>
	new File([Buffer.from('\0\0\0\x18ftypisom\0\0\x02\0isomiso2', 'latin1'), randomBytes(size - 24)], name, {
		type: 'video/mp4',
	});

export const sha256Of = async (blob: Blob): Promise<string> =>
	createHash('sha256')
		.update(Buffer.from(await blob.arrayBuffer()))
		.digest('hex');

export interface UploadWorld {
	started: StartedApi;
	/** Between the page and the API, to be cut. */
	relay: Relay;
	storage: NonNullable<UploadsOptions['storage']>;
	/** How often a refused token was renewed. */
	readonly renewals: number;
	/** As if the page was loaded again: another client and service on the same storage. */
	openPage(options?: Partial<UploadsOptions>): ReturnType<typeof openPage>;
	stop(): Promise<void>;
}

const openPage = (
	origin: string,
	auth: { getAccessToken(): string; refresh(): Promise<string> },
	options: Partial<UploadsOptions>,
) => {
	const client = createApiClient({
		baseURL: `${origin}/api`,
		auth,
		retry: { baseDelay: 10 },
		// Connections are cut on purpose, more often than any server fails.
		circuit: { failures: 0 },
	});
	const uploads = createUploads({
		client,
		getUserId: () => 'person',
		resumableAbove: 1024 * 1024,
		chunkSize: 512 * 1024,
		retryDelays: [0, 20, 50, 100, 200],
		// A page that is loaded again gives its locks free; a page of this process cannot be.
		locks: undefined,
		...options,
	});
	return { client, api: createApi(client), uploads };
};

/** The real API, the real client and its upload service, and a connection that can be cut. */
export const startUploads = async (settings: Parameters<typeof startApi>[0] = {}): Promise<UploadWorld> => {
	const started = await startApi({ fileQuota: 0, ...settings });
	const relay = await startRelay(started.url);
	const storage = createStorage();
	let session = await started.signIn();
	let renewals = 0;
	const auth = {
		getAccessToken: () => session.token,
		async refresh() {
			renewals += 1;
			session = await started.signIn();
			return session.token;
		},
	};
	return {
		started,
		relay,
		storage,
		get renewals() {
			return renewals;
		},
		openPage: (options = {}) => openPage(relay.url, auth, { storage, ...options }),
		async stop() {
			await relay.stop();
			await started.stop();
		},
	};
};
