import { defaultMaximumFileSize } from '@flotilla/contracts';

export interface Settings {
	/** Seconds an access token lives. */
	accessTokenTtl: number;
	/** Seconds a session lives after its last refresh. */
	sessionTtl: number;
	/** The same with `rememberMe`. */
	rememberedSessionTtl: number;
	/** Seconds in which the parent of the newest refresh token still yields it: tabs race, answers get lost. */
	refreshGrace: number;
	/** Attempts a minute to sign in (per account and client) or to register (per client). 0: no limit. */
	authRateLimit: number;
	/** Days an entry of the audit log is kept. */
	auditRetention: number;
	/** Bytes of one uploaded file. */
	maximumFileSize: number;
	/** Origins of pages that may call from elsewhere, e.g. `http://localhost:3000`. */
	allowedOrigins: readonly string[];
	/** Whether `X-Forwarded-*` is believed. */
	trustProxy: boolean;
	/** Milliseconds between heartbeats of a socket. */
	heartbeatInterval: number;
	/** Milliseconds a new socket has to authenticate. */
	authenticationTimeout: number;
	/** Bytes waiting for one socket before it is dropped as too slow. */
	maximumBufferedAmount: number;
	/** Frames of one socket that cannot be read before it is closed. */
	maximumBadFrames: number;
	/** Milliseconds between looks at the event log for what other nodes wrote; 0: never, this process is alone. */
	eventPollInterval: number;
	/** Seconds an event can be resumed from. */
	eventRetention: number;
	/** Seconds an `Idempotency-Key` is remembered. */
	idempotencyRetention: number;
}

const day = 24 * 60 * 60;

export const defaultSettings: Settings = {
	accessTokenTtl: 15 * 60,
	sessionTtl: day,
	rememberedSessionTtl: 30 * day,
	refreshGrace: 10,
	authRateLimit: 30,
	auditRetention: 400,
	maximumFileSize: defaultMaximumFileSize,
	allowedOrigins: ['http://localhost:3000', 'http://127.0.0.1:3000'],
	trustProxy: false,
	heartbeatInterval: 30_000,
	authenticationTimeout: 10_000,
	maximumBufferedAmount: 1024 * 1024,
	maximumBadFrames: 5,
	eventPollInterval: 0,
	eventRetention: day,
	idempotencyRetention: day,
};
