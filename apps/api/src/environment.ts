import { allowedFileTypes } from '@flotilla/contracts';
import { parseEnvironment, type S3Settings, StartError } from '@flotilla/server';
import * as z from 'zod';
import { defaultDemoUsers } from './demo/demo-users.ts';
import type { SentryOptions } from './faults/sentry.ts';
import { defaultSettings, type Settings } from './settings.ts';

const integer = (minimum: number, fallback: number, maximum = Number.MAX_SAFE_INTEGER) =>
	z.coerce.number().int().min(minimum).max(maximum).default(fallback);

const flag = z.enum(['0', '1']).default('0');

/** Comma-separated; each one of `choices`. */
const listOf = (choices: readonly string[]) =>
	z
		.string()
		.transform((text) =>
			text
				.split(',')
				.map((entry) => entry.trim())
				.filter((entry) => entry !== ''),
		)
		.pipe(z.array(z.enum(choices)).min(1));

const variables = z.object({
	PORT: integer(0, 3001, 65_535),
	HOST: z.string().default('127.0.0.1'),
	DATA_FOLDER: z.string().default('.flotilla/api'),
	DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
	REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
	MAX_TOPICS: integer(1, defaultSettings.maximumTopics),
	/** Comma-separated. */
	PUSH_HOSTS: z.string().default(defaultSettings.pushHosts.join(',')),
	VAPID_SUBJECT: z
		.string()
		.regex(/^(mailto:.+@.+|https:\/\/.+)$/)
		.default(defaultSettings.pushSubject),
	/** Comma-separated. */
	ALLOWED_ORIGINS: z.string().default(defaultSettings.allowedOrigins.join(',')),
	TRUST_PROXY: flag,
	ACCESS_TOKEN_TTL: integer(1, defaultSettings.accessTokenTtl),
	REFRESH_GRACE: integer(0, defaultSettings.refreshGrace),
	AUTH_RATE_LIMIT: integer(0, defaultSettings.authRateLimit),
	SIGN_IN_FAILURE_LIMIT: integer(0, defaultSettings.signInFailureLimit),
	SIGN_IN_LOCK: integer(1, defaultSettings.signInLock),
	PUBLIC_URL: z
		.url({ protocol: /^https?$/ })
		.transform((url) => url.replace(/\/+$/, ''))
		.default(defaultSettings.publicUrl),
	SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
	MAIL_FROM: z.string().min(3).max(320).default(defaultSettings.mailFrom),
	AUDIT_RETENTION: integer(1, defaultSettings.auditRetention, 36_500),
	RESTORE_WINDOW: integer(0, defaultSettings.restoreWindow),
	MAXIMUM_BULK_SELECTION: integer(1, defaultSettings.maximumBulkSelection),
	MAX_AVATAR_SIZE: integer(1, defaultSettings.maximumAvatarSize),
	MAX_FILE_SIZE: integer(1, defaultSettings.maximumFileSize),
	MAX_RECORD_SIZE: integer(1, defaultSettings.maximumRecordSize, 900_000),
	MAX_IMPORT_SIZE: integer(1, defaultSettings.maximumImportSize),
	MAX_IMPORT_ROWS: integer(1, defaultSettings.maximumImportRows),
	MAX_COUNTED: integer(1, defaultSettings.maximumCounted),
	MAX_FILES_PER_UPLOAD: integer(1, defaultSettings.maximumFilesPerUpload, 1000),
	MAX_RESUMABLE_FILE_SIZE: integer(1, defaultSettings.maximumResumableFileSize),
	UPLOAD_EXPIRATION: integer(60, defaultSettings.uploadExpiration),
	ALLOWED_FILE_TYPES: listOf(allowedFileTypes).optional(),
	FILE_QUOTA: integer(0, defaultSettings.fileQuota),
	THUMBNAIL_CONCURRENCY: integer(1, defaultSettings.thumbnailConcurrency, 64),
	S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
	S3_BUCKET: z.string().optional(),
	S3_REGION: z.string().optional(),
	S3_ACCESS_KEY_ID: z.string().optional(),
	S3_SECRET_ACCESS_KEY: z.string().optional(),
	S3_FORCE_PATH_STYLE: flag,
	LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
	METRICS_TOKEN: z.string().min(16).optional(),
	SENTRY_DSN: z.url({ protocol: /^https?$/ }).optional(),
	SENTRY_RELEASE: z.string().optional(),
	NODE_ENV: z.string().optional(),
	FLOTILLA_DEMO: flag,
	DEMO_USERS: integer(0, defaultDemoUsers, 1_000_000),
	DEMO_PASSWORD: z.string().min(10).max(128).default('flotilla-demo-2026'),
});

/** The values of a comma-separated variable. */
const readList = (text: string): string[] =>
	text
		.split(',')
		.map((value) => value.trim())
		.filter((value) => value !== '');

export interface Environment {
	port: number;
	host: string;
	dataFolder: string;
	databaseUrl: string | undefined;
	redisUrl: string | undefined;
	s3: S3Settings | undefined;
	logLevel: z.output<typeof variables>['LOG_LEVEL'];
	demo: { password: string; users: number } | undefined;
	metricsToken: string | undefined;
	sentry: SentryOptions | undefined;
	mail: { smtpUrl: string | undefined; showsOutbox: boolean };
	settings: Partial<Settings>;
}

const readS3 = (read: z.output<typeof variables>): S3Settings | undefined =>
	read.S3_BUCKET === undefined
		? undefined
		: {
				endpoint: read.S3_ENDPOINT,
				bucket: read.S3_BUCKET,
				region: read.S3_REGION,
				accessKeyId: read.S3_ACCESS_KEY_ID,
				secretAccessKey: read.S3_SECRET_ACCESS_KEY,
				forcePathStyle: read.S3_FORCE_PATH_STYLE === '1',
			};

/** Throws `StartError` ENVIRONMENT_INVALID or DEMO_IN_PRODUCTION. */
export const readEnvironment = (environment?: Readonly<Record<string, string | undefined>>): Environment => {
	const read = parseEnvironment(variables, environment);
	const isDemo = read.FLOTILLA_DEMO === '1';
	if (isDemo && read.NODE_ENV === 'production') {
		throw new StartError(
			'DEMO_IN_PRODUCTION',
			'Demo mode makes accounts with a known password: it does not start with NODE_ENV=production.',
		);
	}
	return {
		port: read.PORT,
		host: read.HOST,
		dataFolder: read.DATA_FOLDER,
		databaseUrl: read.DATABASE_URL,
		redisUrl: read.REDIS_URL,
		s3: readS3(read),
		logLevel: read.LOG_LEVEL,
		demo: isDemo ? { password: read.DEMO_PASSWORD, users: read.DEMO_USERS } : undefined,
		metricsToken: read.METRICS_TOKEN,
		sentry:
			read.SENTRY_DSN === undefined
				? undefined
				: { dsn: read.SENTRY_DSN, environment: read.NODE_ENV ?? 'development', release: read.SENTRY_RELEASE },
		mail: {
			smtpUrl: read.SMTP_URL,
			showsOutbox: read.SMTP_URL === undefined && read.NODE_ENV !== 'production',
		},
		settings: {
			accessTokenTtl: read.ACCESS_TOKEN_TTL,
			refreshGrace: read.REFRESH_GRACE,
			authRateLimit: read.AUTH_RATE_LIMIT,
			signInFailureLimit: read.SIGN_IN_FAILURE_LIMIT,
			signInLock: read.SIGN_IN_LOCK,
			publicUrl: read.PUBLIC_URL,
			mailFrom: read.MAIL_FROM,
			auditRetention: read.AUDIT_RETENTION,
			restoreWindow: read.RESTORE_WINDOW,
			maximumBulkSelection: read.MAXIMUM_BULK_SELECTION,
			maximumAvatarSize: read.MAX_AVATAR_SIZE,
			maximumFileSize: read.MAX_FILE_SIZE,
			maximumRecordSize: read.MAX_RECORD_SIZE,
			maximumImportSize: read.MAX_IMPORT_SIZE,
			maximumImportRows: read.MAX_IMPORT_ROWS,
			maximumCounted: read.MAX_COUNTED,
			maximumFilesPerUpload: read.MAX_FILES_PER_UPLOAD,
			maximumResumableFileSize: read.MAX_RESUMABLE_FILE_SIZE,
			uploadExpiration: read.UPLOAD_EXPIRATION,
			allowedFileTypes: read.ALLOWED_FILE_TYPES ?? defaultSettings.allowedFileTypes,
			fileQuota: read.FILE_QUOTA,
			thumbnailConcurrency: read.THUMBNAIL_CONCURRENCY,
			trustProxy: read.TRUST_PROXY === '1',
			maximumTopics: read.MAX_TOPICS,
			pushHosts: readList(read.PUSH_HOSTS),
			pushSubject: read.VAPID_SUBJECT,
			allowLocalPush: read.NODE_ENV !== 'production',
			allowedOrigins: readList(read.ALLOWED_ORIGINS),
		},
	};
};
