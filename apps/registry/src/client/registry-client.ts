import { errorEnvelope } from '@flotilla/contracts';
import type { SeenContract } from '../api-contract/api-contract-store.ts';
import type { AnnouncedBuild } from '../builds/announced-build.ts';
import type { Announcement, Commitment, PublishedVersion } from '../builds/build-store.ts';
import type { CanaryDescription } from '../canary/describe-canary.ts';
import type { ChannelChange } from '../channels/change-channel.ts';
import type { ChannelDiff, DiffTarget } from '../channels/channel-diff.ts';
import type { ChannelState, PointerChange } from '../channels/channel-store.ts';
import type { DeployAnswer } from '../channels/deploy-check.ts';
import type { PointerState } from '../channels/move-pointer.ts';
import type { CollectedGarbage, CollectionRecord } from '../garbage/collected-garbage.ts';
import type { Link, NewLink } from '../links/preview-source.ts';
import type { AppKey, UnsignedPointer } from '../signatures/key-store.ts';
import type { StorageReport } from '../storage/examine-storage.ts';
import type { NewToken, TokenDescription } from '../tokens/token-store.ts';
import type { VitalsQuery, VitalsRow } from '../vitals/vitals-store.ts';
import { RegistryError } from './registry-error.ts';

export interface MoveOptions {
	expectedRevision?: number | undefined;
	/** Why, for the history. */
	message?: string | undefined;
	/** Do what would break something; `message` has to say why. */
	force?: boolean | undefined;
}

export interface CanaryOptions {
	version: string;
	/** 0 to 100. */
	percent?: number | undefined;
	cohort?: string | undefined;
	policy?: unknown;
	expectedRevision?: number | undefined;
	message?: string | undefined;
}

/** What is left out has the registry's default. */
export type VitalsOptions = { [K in Exclude<keyof VitalsQuery, 'channel'>]?: VitalsQuery[K] | undefined };

export interface CollectGarbage {
	dryRun?: boolean | undefined;
	keepDays?: number | undefined;
	keepUploadHours?: number | undefined;
	graceMinutes?: number | undefined;
	/** Why, for the list of collections. */
	message?: string | undefined;
}

/** The registry's HTTP API as calls. Each throws `RegistryError`. */
export interface RegistryClient {
	announce(app: string, build: AnnouncedBuild): Promise<Announcement>;
	putBlob(upload: string, sha256: string, bytes: Buffer): Promise<void>;
	commit(upload: string, options: MoveOptions & { channel?: string | undefined }): Promise<Commitment>;
	promote(channel: string, app: string, version: string, options?: MoveOptions): Promise<PointerState>;
	rollback(channel: string, app: string, options?: MoveOptions & { to?: string | undefined }): Promise<PointerState>;
	/** `expectedRevision` is the channel's. */
	rollbackTo(channel: string, compositionId: string, options?: MoveOptions): Promise<ChannelChange>;
	/** `message` is needed. */
	pin(channel: string, app: string, options: MoveOptions & { version?: string | undefined }): Promise<PointerState>;
	unpin(channel: string, app: string, options?: Omit<MoveOptions, 'force'>): Promise<PointerState>;
	remove(channel: string, app: string, options?: MoveOptions): Promise<ChannelChange>;
	canIDeploy(channel: string, app: string, version: string): Promise<DeployAnswer>;
	/** What the API behind a channel offers. */
	contract(channel: string): Promise<SeenContract & { channel: string }>;
	/** What an API with this OpenAPI document would break of what the channel serves. */
	canIDeployApi(channel: string, document: unknown): Promise<DeployAnswer>;
	/** Core Web Vitals that pages told, each app's newest build or composition first. */
	vitals(channel: string, query?: VitalsOptions): Promise<VitalsRow[]>;
	diff(channel: string, target: DiffTarget): Promise<ChannelDiff>;
	collectGarbage(options?: CollectGarbage): Promise<CollectedGarbage>;
	collections(): Promise<CollectionRecord[]>;
	/** Has the registry read every stored byte; waited for as long as a collection is. */
	examineStorage(): Promise<StorageReport>;
	channel(channel: string): Promise<ChannelState>;
	/** Begins a canary, or changes the one that runs for this version. */
	setCanary(channel: string, app: string, canary: CanaryOptions): Promise<CanaryDescription>;
	stopCanary(channel: string, app: string, options?: { message?: string | undefined }): Promise<CanaryDescription>;
	/** Those that run; with `all` those that are over as well. */
	canaries(channel: string, options?: { app?: string | undefined; all?: boolean }): Promise<CanaryDescription[]>;
	history(channel: string, options?: { app?: string | undefined; limit?: number }): Promise<PointerChange[]>;
	builds(app: string): Promise<PublishedVersion[]>;
	createToken(token: NewToken): Promise<string>;
	tokens(): Promise<TokenDescription[]>;
	removeToken(name: string): Promise<void>;
	createLink(link: NewLink): Promise<Link>;
	keys(app: string): Promise<AppKey[]>;
	/** `publicKey` in PEM. */
	trustKey(app: string, key: { publicKey: string; message?: string | undefined }): Promise<TrustedKey>;
	distrustKey(app: string, keyId: string, options?: { message?: string | undefined }): Promise<DistrustedKey>;
}

export interface TrustedKey {
	app: string;
	keyId: string;
	/** False when it was so already. */
	changed: boolean;
}

export interface DistrustedKey extends TrustedKey {
	/** Channels that still serve a build which no trusted key has signed. */
	live: UnsignedPointer[];
}

export interface RegistryClientOptions {
	/** The registry's origin, e.g. `http://localhost:3000`. */
	registry: string;
	/** A publish token; not needed to read a channel. */
	token?: string | undefined;
	/** Milliseconds for one answer. Default 120,000: a commit compresses everything that is new. */
	timeout?: number;
	/**
	 * Milliseconds for a collection of garbage, which goes through all blobs. Default 300,000; `fetch` itself waits no longer
	 * for an answer. A collection that is not waited for goes on, and `collections` tells of it.
	 */
	collectionTimeout?: number;
	/** Default: the global one, when a call is made. */
	fetch?: typeof globalThis.fetch;
}

interface Call {
	method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
	json?: unknown;
	bytes?: Buffer<ArrayBuffer>;
	/** Milliseconds. */
	within?: number;
}

const toError = async (response: Response): Promise<RegistryError> => {
	const { status } = response;
	const text = await response.text();
	try {
		const { code, message, errors, meta } = errorEnvelope.parse(JSON.parse(text));
		return new RegistryError(code, message, { status, errors, requestId: meta.requestId });
	} catch (cause) {
		return new RegistryError(
			'UNEXPECTED_ANSWER',
			`The registry answered ${status} in a way this command cannot read.`,
			{
				status,
				cause,
			},
		);
	}
};

export const createRegistryClient = ({
	registry,
	token,
	timeout = 120_000,
	collectionTimeout = 300_000,
	fetch = globalThis.fetch,
}: RegistryClientOptions): RegistryClient => {
	const base = new URL('/registry/v1/', registry);

	const call = async (path: string, { method = 'GET', json, bytes, within = timeout }: Call = {}): Promise<unknown> => {
		const body = bytes ?? (json === undefined ? null : JSON.stringify(json));
		const headers: Record<string, string> = { accept: 'application/json' };
		if (token !== undefined) headers.authorization = `Bearer ${token}`;
		if (body !== null) headers['content-type'] = bytes === undefined ? 'application/json' : 'application/octet-stream';
		let response: Response;
		try {
			response = await fetch(new URL(path, base), { method, headers, body, signal: AbortSignal.timeout(within) });
		} catch (cause) {
			throw new RegistryError('REGISTRY_UNREACHABLE', `No registry answers at ${base.origin}.`, { status: 0, cause });
		}
		if (!response.ok) throw await toError(response);
		return ((await response.json()) as { data: unknown }).data;
	};

	const pointer = (channel: string, app: string): string =>
		`channels/${encodeURIComponent(channel)}/apps/${encodeURIComponent(app)}`;

	return {
		announce: (app, build) =>
			call(`apps/${encodeURIComponent(app)}/builds`, { method: 'POST', json: build }) as Promise<Announcement>,
		async putBlob(upload, sha256, bytes) {
			await call(`uploads/${upload}/blobs/${sha256}`, { method: 'PUT', bytes: bytes as Buffer<ArrayBuffer> });
		},
		commit: (upload, options) =>
			call(`uploads/${upload}/commit`, { method: 'POST', json: options }) as Promise<Commitment>,
		promote: (channel, app, version, options = {}) =>
			call(pointer(channel, app), { method: 'PUT', json: { ...options, version } }) as Promise<PointerState>,
		rollback: (channel, app, options = {}) =>
			call(`${pointer(channel, app)}/rollback`, { method: 'POST', json: options }) as Promise<PointerState>,
		rollbackTo: (channel, compositionId, options = {}) =>
			call(`channels/${encodeURIComponent(channel)}/rollback`, {
				method: 'POST',
				json: { ...options, compositionId },
			}) as Promise<ChannelChange>,
		pin: (channel, app, options) =>
			call(`${pointer(channel, app)}/pin`, { method: 'POST', json: options }) as Promise<PointerState>,
		unpin: (channel, app, options = {}) =>
			call(`${pointer(channel, app)}/unpin`, { method: 'POST', json: options }) as Promise<PointerState>,
		remove: (channel, app, options = {}) =>
			call(`${pointer(channel, app)}/remove`, { method: 'POST', json: options }) as Promise<ChannelChange>,
		canIDeploy: (channel, app, version) =>
			call(`${pointer(channel, app)}/can-i-deploy?${new URLSearchParams({ version })}`) as Promise<DeployAnswer>,
		contract: (channel) =>
			call(`channels/${encodeURIComponent(channel)}/contract`) as Promise<SeenContract & { channel: string }>,
		canIDeployApi: (channel, document) =>
			call(`channels/${encodeURIComponent(channel)}/contract/can-i-deploy`, {
				method: 'POST',
				json: { document },
			}) as Promise<DeployAnswer>,
		async vitals(channel, wanted = {}) {
			const named = Object.entries(wanted).filter(([, value]) => value !== undefined);
			const query = new URLSearchParams(named.map(([name, value]) => [name, String(value)]));
			return ((await call(`channels/${encodeURIComponent(channel)}/vitals?${query}`)) as { rows: VitalsRow[] }).rows;
		},
		diff(channel, target) {
			const query = new URLSearchParams(Object.entries(target).map(([name, value]) => [name, String(value)]));
			return call(`channels/${encodeURIComponent(channel)}/diff?${query}`) as Promise<ChannelDiff>;
		},
		collectGarbage: (options = {}) =>
			call('gc', { method: 'POST', json: options, within: collectionTimeout }) as Promise<CollectedGarbage>,
		async collections() {
			return ((await call('gc')) as { collections: CollectionRecord[] }).collections;
		},
		examineStorage: () =>
			call('storage/examine', { method: 'POST', json: {}, within: collectionTimeout }) as Promise<StorageReport>,
		setCanary: (channel, app, canary) =>
			call(`${pointer(channel, app)}/canary`, { method: 'PUT', json: canary }) as Promise<CanaryDescription>,
		stopCanary: (channel, app, options = {}) =>
			call(`${pointer(channel, app)}/canary/stop`, { method: 'POST', json: options }) as Promise<CanaryDescription>,
		async canaries(channel, { app, all = false } = {}) {
			const query = new URLSearchParams({ all: String(all), ...(app !== undefined && { app }) });
			const answer = await call(`channels/${encodeURIComponent(channel)}/canaries?${query}`);
			return (answer as { canaries: CanaryDescription[] }).canaries;
		},
		channel: (channel) => call(`channels/${encodeURIComponent(channel)}`) as Promise<ChannelState>,
		async history(channel, { app, limit } = {}) {
			const query = new URLSearchParams();
			if (app !== undefined) query.set('app', app);
			if (limit !== undefined) query.set('limit', String(limit));
			const answer = await call(`channels/${encodeURIComponent(channel)}/history?${query}`);
			return (answer as { changes: PointerChange[] }).changes;
		},
		async builds(app) {
			return ((await call(`apps/${encodeURIComponent(app)}/builds`)) as { builds: PublishedVersion[] }).builds;
		},
		async createToken(token) {
			return ((await call('tokens', { method: 'POST', json: token })) as { token: string }).token;
		},
		async tokens() {
			return ((await call('tokens')) as { tokens: TokenDescription[] }).tokens;
		},
		async removeToken(name) {
			await call(`tokens/${encodeURIComponent(name)}`, { method: 'DELETE' });
		},
		createLink: (link) => call('links', { method: 'POST', json: link }) as Promise<Link>,
		async keys(app) {
			return ((await call(`apps/${encodeURIComponent(app)}/keys`)) as { keys: AppKey[] }).keys;
		},
		trustKey: (app, key) =>
			call(`apps/${encodeURIComponent(app)}/keys`, { method: 'POST', json: key }) as Promise<TrustedKey>,
		distrustKey: (app, keyId, options = {}) =>
			call(`apps/${encodeURIComponent(app)}/keys/${encodeURIComponent(keyId)}/distrust`, {
				method: 'POST',
				json: options,
			}) as Promise<DistrustedKey>,
	};
};
