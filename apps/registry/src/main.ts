import { readFile } from 'node:fs/promises';
import { createLog, isStartError, runMain } from '@flotilla/server';
import { createRegistry } from './create-registry.ts';
import { readSettings, type Settings, s3Of } from './read-settings.ts';

const start = async (settings: Settings, log: ReturnType<typeof createLog>) => {
	const { TLS_CERT, TLS_KEY } = settings;
	const tls =
		TLS_CERT === undefined || TLS_KEY === undefined
			? undefined
			: { cert: await readFile(TLS_CERT), key: await readFile(TLS_KEY) };
	const registry = await createRegistry({
		dataFolder: settings.DATA_FOLDER,
		databaseUrl: settings.DATABASE_URL,
		s3: s3Of(settings),
		apiUrl: settings.API_URL,
		channel: settings.CHANNEL,
		serviceWorker: settings.SERVICE_WORKER,
		maximumLinkDays: settings.LINK_MAXIMUM_DAYS,
		remoteTimeouts: { load: settings.REMOTE_LOAD_TIMEOUT, start: settings.REMOTE_START_TIMEOUT },
		beacons: settings.BEACONS,
		beaconsPerMinute: settings.BEACONS_PER_MINUTE,
		maximumCanaries: settings.CANARY_MAXIMUM,
		canaryInterval: settings.CANARY_INTERVAL,
		garbageInterval: settings.GC_INTERVAL,
		garbageLimits: {
			keepDays: settings.GC_KEEP_DAYS,
			keepUploadHours: settings.GC_KEEP_UPLOAD_HOURS,
			graceMinutes: settings.GC_GRACE_MINUTES,
		},
		contractTimeout: settings.API_CONTRACT_TIMEOUT,
		contractMaximumAge: settings.API_CONTRACT_MAXIMUM_AGE,
		verifyInterval: settings.VERIFY_INTERVAL,
		assetMemory: settings.ASSET_MEMORY,
		tls,
		trustProxy: settings.TRUST_PROXY,
		log,
	});
	const { url } = await registry.listen({ port: settings.PORT, host: settings.HOST });
	log.info(`registry listening on ${url}`);
	return registry;
};

const readOrExit = (): Settings => {
	try {
		return readSettings();
	} catch (error) {
		if (!isStartError(error)) throw error;
		process.stderr.write(`${error.message}\n`);
		process.exit(1);
	}
};

const settings = readOrExit();
const log = createLog({ name: 'registry', level: settings.LOG_LEVEL });
await runMain(() => start(settings, log), { log });
