import { join } from 'node:path';
import type { RemoteTimeouts } from '@flotilla/contracts';
import {
	createLog,
	createServer,
	type Listening,
	type ListenOptions,
	type Log,
	listen,
	openDatabase,
	writesOf,
} from '@flotilla/server';
import { sql } from 'kysely';
import { alarmingRefusals } from './alarming-refusals.ts';
import { registerContractRoutes } from './api-contract/contract.routes.ts';
import { createContractWatch } from './api-contract/contract-watch.ts';
import { createAssetStore } from './assets/asset-store.ts';
import { registerAssetRoutes } from './assets/assets.routes.ts';
import { createHotBlobs } from './assets/hot-blobs.ts';
import { createVerifiedBlobs } from './assets/verified-blobs.ts';
import { createBeaconStore } from './beacons/beacon-store.ts';
import { registerBeaconRoutes } from './beacons/beacons.routes.ts';
import { createBuildStore } from './builds/build-store.ts';
import { registerBuildRoutes } from './builds/builds.routes.ts';
import { registerCanaryRoutes } from './canary/canary.routes.ts';
import { createCanaryController } from './canary/canary-controller.ts';
import { createCanaryStore } from './canary/canary-store.ts';
import { registerChangeRoutes } from './channels/changes.routes.ts';
import { createChannelChanges } from './channels/channel-changes.ts';
import { createChannelStore } from './channels/channel-store.ts';
import { registerChannelRoutes } from './channels/channels.routes.ts';
import { registerReplacementRoutes } from './channels/replacement.routes.ts';
import { migrations } from './database/migrations.ts';
import type { RegistrySchema } from './database/schema.ts';
import { createSecretStore } from './database/secret-store.ts';
import { collectLimits } from './garbage/garbage.endpoints.ts';
import { registerGarbageRoutes } from './garbage/garbage.routes.ts';
import { createGarbageCollector } from './garbage/garbage-collector.ts';
import { type CollectionLimits, createGarbageSchedule } from './garbage/garbage-schedule.ts';
import { registryPrefix } from './http/describe-registry.ts';
import { registerOpenApiRoute } from './http/open-api.routes.ts';
import { serveEndpoints } from './http/serve-endpoints.ts';
import { createLinkSigner } from './links/link-signer.ts';
import { registerLinkRoutes } from './links/links.routes.ts';
import { createPreviewSource } from './links/preview-source.ts';
import { openRegistryBlobs, type RegistryBucket } from './open-registry-blobs.ts';
import { registerIntegrityRoute } from './pages/integrity.routes.ts';
import { type BeaconSetting, createPageSource } from './pages/page-source.ts';
import { registerPageRoutes } from './pages/pages.routes.ts';
import { registerServiceWorkerRoutes } from './pages/service-worker.routes.ts';
import { registerApiProxy } from './proxy/api-proxy.ts';
import { attachSocketTunnel } from './proxy/socket-tunnel.ts';
import { createKeyStore } from './signatures/key-store.ts';
import { registerKeyRoutes } from './signatures/keys.routes.ts';
import { examineStorage } from './storage/examine-storage.ts';
import { registerStorageRoutes } from './storage/storage.routes.ts';
import { bootstrapToken } from './tokens/bootstrap-token.ts';
import { createTokenStore, type TokenStore } from './tokens/token-store.ts';
import { registerTokenRoutes } from './tokens/tokens.routes.ts';
import { registerVitalsRoutes } from './vitals/vitals.routes.ts';

export interface RegistryOptions {
	/** Made when missing: database, blobs, and at the first start `publish-token`. One process owns it. */
	dataFolder: string;
	/** A PostgreSQL in place of the embedded database. */
	databaseUrl?: string | undefined;
	/** A bucket in place of the folder for blobs. */
	s3?: RegistryBucket | undefined;
	/** The API's origin. Default `http://127.0.0.1:3001`. */
	apiUrl?: string;
	/** The channel whose page is served. Default `production`. */
	channel?: string;
	/**
	 * Whether pages have the shell's service worker. False takes it out of every browser at its next page load.
	 * Default true.
	 */
	serviceWorker?: boolean;
	/** The longest that a signed link may work. Default 30 days. */
	maximumLinkDays?: number;
	/** How long pages wait for a remote. Default: as the page has it. */
	remoteTimeouts?: RemoteTimeouts;
	/** Whether pages tell how their builds fare. Default `canary`: while the channel has one. */
	beacons?: BeaconSetting;
	/** Beacons of one client address in a minute, 0 without a limit. Default 600. */
	beaconsPerMinute?: number;
	/** Canaries of one channel at a time. Default 3. */
	maximumCanaries?: number;
	/** Milliseconds between two looks at the canaries; 0 leaves them to other nodes. Default 15,000. */
	canaryInterval?: number;
	/** Milliseconds between two collections of garbage; 0 leaves them to people and other nodes. Default a day. */
	garbageInterval?: number;
	/** What such a collection keeps. Default: as `flotilla gc`. */
	garbageLimits?: CollectionLimits;
	/** Milliseconds that the API may take to say what it offers. Default 2,000. */
	contractTimeout?: number;
	/** Milliseconds for which what the API said counts as new. Default 2,000. */
	contractMaximumAge?: number;
	/** Milliseconds until a stored file that nobody replaced is hashed again before it is served. Default an hour; 0: always. */
	verifyInterval?: number;
	/** Bytes of the files served last that are kept in memory. Default 64 MiB; 0 keeps none. */
	assetMemory?: number;
	/** PEM texts; with them HTTPS with HTTP/2, and HTTP/1.1 for whoever asks for it. */
	tls?: { cert: string | Buffer; key: string | Buffer } | undefined;
	/** Whether `X-Forwarded-*` of the peer are believed. Default false. */
	trustProxy?: boolean;
	/** Default: information and up to standard output. */
	log?: Log;
	/** The nonce of each page, 16 bytes in base64. Default random ones; others only where pages are measured and not served. */
	createNonce?: (() => string) | undefined;
	/** Keeps a fresh database to copy from, so that tests start quickly. */
	databaseTemplateFolder?: string | undefined;
}

export interface Registry {
	/** Makes and revokes publish tokens. */
	tokens: TokenStore;
	/** Throws `StartError` PORT_IN_USE. */
	listen(options: ListenOptions): Promise<Listening>;
	close(): Promise<void>;
}

/** A registry that does not listen yet. Throws `StartError` as `openDatabase` and `openRegistryBlobs` do. */
export const createRegistry = async ({
	dataFolder,
	databaseUrl,
	s3,
	apiUrl = 'http://127.0.0.1:3001',
	channel = 'production',
	serviceWorker = true,
	maximumLinkDays = 30,
	remoteTimeouts = {},
	beacons = 'canary',
	beaconsPerMinute = 600,
	maximumCanaries = 3,
	canaryInterval = 15_000,
	garbageInterval = 86_400_000,
	garbageLimits = collectLimits.parse({}),
	contractTimeout = 2_000,
	contractMaximumAge = 2_000,
	verifyInterval,
	assetMemory,
	tls,
	trustProxy = false,
	log = createLog({ name: 'registry' }),
	createNonce,
	databaseTemplateFolder,
}: RegistryOptions): Promise<Registry> => {
	const database = await openDatabase<RegistrySchema>({
		folder: join(dataFolder, 'database'),
		url: databaseUrl,
		migrations,
		log,
		templateFolder: databaseTemplateFolder,
	});
	const { blobs: stored, close: closeBlobs } = await openRegistryBlobs({ dataFolder, s3 }).catch(async (error) => {
		await database.destroy();
		throw error;
	});
	const blobs = createVerifiedBlobs({ blobs: stored, verifyInterval });
	const tokens = createTokenStore({ database });
	const builds = createBuildStore({ database, blobs });
	const channels = createChannelStore(database);
	const links = createLinkSigner({ secret: createSecretStore(database), channel, maximumDays: maximumLinkDays });
	const previews = createPreviewSource({ database, links, channel });

	const contract = createContractWatch({
		...{ database, apiUrl, channel, log },
		timeout: contractTimeout,
		maximumAge: contractMaximumAge,
	});

	const checkReady = () => sql`select 1`.execute(database);
	const app = createServer({ log, trustProxy, tls, checkReady, alarming: alarmingRefusals });
	const controller = createCanaryController({ database, log, interval: canaryInterval });
	const collector = createGarbageCollector({ database, blobs: stored });
	const schedule = createGarbageSchedule({
		...{ database, collector, log },
		interval: garbageInterval,
		limits: garbageLimits,
	});
	const stopping = [
		...(canaryInterval === 0 ? [] : [controller.start()]),
		...(garbageInterval === 0 ? [] : [schedule.start()]),
	];
	app.addHook('onClose', async () => {
		await Promise.all(stopping.map((stop) => stop()));
		closeBlobs();
		await database.destroy();
	});
	app.register(
		async (scope) => {
			scope.addHook('onSend', async (_request, reply) => {
				if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
			});
			const endpoints = serveEndpoints(scope, { tokens, contract });
			registerBuildRoutes(endpoints, { builds, blobs });
			registerChannelRoutes(endpoints, { database, channels });
			registerReplacementRoutes(endpoints, { database, channels });
			registerChangeRoutes(endpoints, { database, changes: createChannelChanges(database) });
			registerContractRoutes(endpoints, { database });
			registerGarbageRoutes(endpoints, { collector });
			registerStorageRoutes(endpoints, { examine: () => examineStorage({ database, blobs: stored }) });
			registerTokenRoutes(endpoints, { tokens });
			registerLinkRoutes(endpoints, { previews });
			registerCanaryRoutes(endpoints, { canaries: createCanaryStore({ database, maximumCanaries }) });
			await registerBeaconRoutes(endpoints, { beacons: createBeaconStore({ database }), perMinute: beaconsPerMinute });
			registerVitalsRoutes(endpoints, { database });
			registerKeyRoutes(endpoints, { keys: createKeyStore(database) });
		},
		{ prefix: registryPrefix },
	);
	registerOpenApiRoute(app);
	const assets = createAssetStore(database);
	const pages = createPageSource({
		channels,
		channel,
		changes: writesOf(database),
		previews,
		serviceWorker,
		remoteTimeouts,
		beacons,
	});
	const hot = createHotBlobs({ blobs, limit: assetMemory });
	registerAssetRoutes(app, { assets, blobs, hot });
	registerServiceWorkerRoutes(app, { pages, assets, blobs, hot });
	registerIntegrityRoute(app, { pages });
	registerPageRoutes(app, { pages, createNonce });
	registerApiProxy(app, { upstream: apiUrl });
	attachSocketTunnel(app, { upstream: apiUrl, trustProxy, log });

	try {
		await bootstrapToken(tokens, dataFolder);
	} catch (error) {
		await app.close();
		throw error;
	}

	return {
		tokens,
		async listen(options) {
			const listening = await listen(app, options);
			return tls === undefined ? listening : { ...listening, url: listening.url.replace(/^http:/, 'https:') };
		},
		close: () => app.close(),
	};
};
