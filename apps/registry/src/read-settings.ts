import { channelName } from '@flotilla/contracts';
import { parseEnvironment } from '@flotilla/server';
import * as z from 'zod';
import type { RegistryBucket } from './open-registry-blobs.ts';

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const remoteTimeout = z.coerce.number().int().min(100).max(600_000).optional();

const settings = z
	.object({
		/** Default 3000; 0 takes a free one. */
		PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
		HOST: z.string().default('127.0.0.1'),
		/** Database, blobs and the first publish token. */
		DATA_FOLDER: z.string().default('.flotilla/registry'),
		/** A PostgreSQL in place of the embedded database. */
		DATABASE_URL: z.string().optional(),
		API_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:3001'),
		/** The channel whose page is served. */
		CHANNEL: z.string().default('production').pipe(channelName),
		/** `false` takes the service worker out of every browser that has one. */
		SERVICE_WORKER: z.stringbool().default(true),
		/** The longest that a signed link may work. */
		LINK_MAXIMUM_DAYS: z.coerce.number().int().min(1).max(365).default(30),
		/** Milliseconds that pages wait for a remote's code, and for its start. Default: 15,000 and 10,000. */
		REMOTE_LOAD_TIMEOUT: remoteTimeout,
		REMOTE_START_TIMEOUT: remoteTimeout,
		/** A bucket in place of the folder for blobs; credentials default to what the AWS SDK finds. */
		S3_BUCKET: z.string().optional(),
		S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
		S3_REGION: z.string().optional(),
		S3_ACCESS_KEY_ID: z.string().optional(),
		S3_SECRET_ACCESS_KEY: z.string().optional(),
		S3_FORCE_PATH_STYLE: z.stringbool().default(false),
		/** What its objects begin with. No other registry may have the same in one bucket. */
		S3_PREFIX: z
			.string()
			.regex(/^(?:[\w.-]+\/)*$/, 'It ends with a slash, and has letters, digits, _ . - in between.')
			.default('registry/'),
		/** Whether pages tell how their builds fare. */
		BEACONS: z.enum(['canary', 'always', 'never']).default('canary'),
		/** Of one client address; 0 means no limit. */
		BEACONS_PER_MINUTE: z.coerce.number().int().min(0).max(1_000_000).default(600),
		/** Of one channel at a time. */
		CANARY_MAXIMUM: z.coerce.number().int().min(1).max(5).default(3),
		/** Milliseconds between two looks of the canaries' controller; 0 leaves them to other nodes. */
		CANARY_INTERVAL: z.coerce.number().int().min(0).max(3_600_000).default(15_000),
		/** Milliseconds between two collections of garbage; 0 leaves them to people and other nodes. */
		GC_INTERVAL: z.coerce
			.number()
			.int()
			.min(0)
			.max(31 * 86_400_000)
			.default(86_400_000),
		/** What they keep: see `flotilla gc`. */
		GC_KEEP_DAYS: z.coerce.number().int().min(0).max(3_650).default(30),
		GC_KEEP_UPLOAD_HOURS: z.coerce.number().int().min(1).max(8_760).default(24),
		GC_GRACE_MINUTES: z.coerce.number().int().min(5).max(10_080).default(60),
		/** Milliseconds that the API may take to say what it offers, and for which that counts as new. */
		API_CONTRACT_TIMEOUT: z.coerce.number().int().min(100).max(60_000).default(2_000),
		API_CONTRACT_MAXIMUM_AGE: z.coerce.number().int().min(0).max(3_600_000).default(2_000),
		/** Milliseconds until a stored file that nobody replaced is hashed again before it is served; 0: each time. */
		VERIFY_INTERVAL: z.coerce.number().int().min(0).max(86_400_000).default(3_600_000),
		/** Bytes of the files served last that are kept in memory; 0 keeps none. */
		ASSET_MEMORY: z.coerce
			.number()
			.int()
			.min(0)
			.max(16 * 1024 ** 3)
			.default(64 * 1024 * 1024),
		/** Paths of PEM files; together they switch to HTTPS with HTTP/2. */
		TLS_CERT: z.string().optional(),
		TLS_KEY: z.string().optional(),
		/** `true` behind an ingress: its `X-Forwarded-*` are believed. */
		TRUST_PROXY: z.stringbool().default(false),
		LOG_LEVEL: z.enum(levels).default('info'),
	})
	.refine(({ TLS_CERT, TLS_KEY }) => (TLS_CERT === undefined) === (TLS_KEY === undefined), {
		path: ['TLS_CERT'],
		error: 'TLS_CERT and TLS_KEY come together.',
	})
	// One without the other would silently be what the AWS SDK finds, which is somebody else.
	.refine(
		({ S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY }) =>
			(S3_ACCESS_KEY_ID === undefined) === (S3_SECRET_ACCESS_KEY === undefined),
		{ path: ['S3_ACCESS_KEY_ID'], error: 'S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY come together.' },
	);

export type Settings = z.infer<typeof settings>;

/** The registry's environment. Throws `StartError` ENVIRONMENT_INVALID. */
export const readSettings = (environment?: Readonly<Record<string, string | undefined>>): Settings =>
	parseEnvironment(settings, environment);

/** `undefined` without a bucket: blobs are in the data folder. */
export const s3Of = (settings: Settings): RegistryBucket | undefined =>
	settings.S3_BUCKET === undefined
		? undefined
		: {
				endpoint: settings.S3_ENDPOINT,
				bucket: settings.S3_BUCKET,
				region: settings.S3_REGION,
				accessKeyId: settings.S3_ACCESS_KEY_ID,
				secretAccessKey: settings.S3_SECRET_ACCESS_KEY,
				forcePathStyle: settings.S3_FORCE_PATH_STYLE,
				prefix: settings.S3_PREFIX,
			};
