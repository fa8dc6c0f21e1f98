import {
	allowedFileTypes,
	defaultMaximumAvatarSize,
	defaultMaximumBulkSelection,
	defaultMaximumFileSize,
	defaultMaximumFilesPerUpload,
	defaultMaximumResumableFileSize,
	defaultRestoreWindow,
	defaultUploadExpiration,
} from '@flotilla/contracts';

export interface Settings {
	/** Seconds an access token lives. */
	accessTokenTtl: number;
	/** Milliseconds for which a token that was looked up is believed; on this node a change counts at once all the same. 0: never. */
	authenticationMemory: number;
	/** Seconds a session lives after its last refresh. */
	sessionTtl: number;
	/** The same with `rememberMe`. */
	rememberedSessionTtl: number;
	/** Seconds in which the parent of the newest refresh token still yields it: tabs race, answers get lost. */
	refreshGrace: number;
	/**
	 * Attempts a minute to sign in (per account and client), to register, to ask for a mail, to use a mail's
	 * token or to change a password (each per client). 0: no limit.
	 */
	authRateLimit: number;
	/** Wrong passwords for one account from one client within the window that lock it for that client. 0: no lock. */
	signInFailureLimit: number;
	/** The same from all clients together: higher, because a stranger can bring it about. 0: no lock. */
	signInAccountFailureLimit: number;
	/** Seconds in which failures count together. */
	signInFailureWindow: number;
	/** Seconds of the first lock for one client; each next one is twice as long. */
	signInLock: number;
	/** Seconds a lock grows to at most; after as long without an attempt the next lock is a first one again. */
	signInLongestLock: number;
	/** Seconds of a lock for all clients; it does not grow. */
	signInAccountLock: number;
	/** Seconds the link of a mail that confirms an address is good for. */
	verificationTtl: number;
	/** Seconds the link of a mail that sets a password is good for. */
	passwordResetTtl: number;
	/** Seconds for which a link that has run out is told from one that never was. */
	linkMemory: number;
	/** Days a registration waits for its address to be confirmed. */
	registrationRetention: number;
	/** Sender of mails, with or without a name: `Flotilla <no-reply@example.org>`. */
	mailFrom: string;
	/** Where people reach the pages, without a slash at the end; links in mails begin with it. */
	publicUrl: string;
	/** Mails an hour that strangers may cause to one address: by registering it, or by asking for a link. */
	mailsPerHour: number;
	/** Milliseconds that registering, and asking for a link, take at least: they tell nothing by time. */
	mailRequestTime: number;
	/** Days a mail is kept, without its text once it was sent. */
	mailRetention: number;
	/** Attempts to send a mail until it counts as failed. */
	mailAttempts: number;
	/** Seconds after the first attempt that failed; doubles with each, up to an hour. */
	mailRetryDelay: number;
	/** Milliseconds between looks for mails that are due. */
	mailPollInterval: number;
	/** Seconds for which what was deleted, or done to a selection, can be taken back. 0: it is gone at once. */
	restoreWindow: number;
	/** People that a selection of a bulk request may fit. */
	maximumBulkSelection: number;
	/** Bytes of a picture that becomes an avatar. */
	maximumAvatarSize: number;
	/** Days an entry of the audit log is kept. */
	auditRetention: number;
	/** Bytes of one file in a form. */
	maximumFileSize: number;
	/** Bytes of one record's data, as JSON. */
	maximumRecordSize: number;
	/** How deep objects and lists of a record may be inside each other. */
	maximumRecordDepth: number;
	/** Bytes of the schema of a collection, as JSON. */
	maximumSchemaSize: number;
	/** Bytes of a file to import. */
	maximumImportSize: number;
	/** Rows of a file to import. */
	maximumImportRows: number;
	/** Rows that a list counts exactly; past it `total` is this number and says that there are more. */
	maximumCounted: number;
	/** Files in one form. */
	maximumFilesPerUpload: number;
	/** Bytes of one resumable upload. */
	maximumResumableFileSize: number;
	/** Seconds a resumable upload may take from its creation to its end. */
	uploadExpiration: number;
	/** Seconds a request waits for another that writes to the same resumable upload to let go. */
	uploadLockTimeout: number;
	/** Types that may be uploaded, of those of the contract. */
	allowedFileTypes: readonly string[];
	/** Bytes of all files of a person, uploads under way included. 0: no limit. */
	fileQuota: number;
	/** Pixels of a picture; decoded it takes four bytes each. */
	maximumImagePixels: number;
	/** Thumbnails that are made at the same time. */
	thumbnailConcurrency: number;
	/** Seconds after which the making of a thumbnail is cut off. */
	thumbnailTimeout: number;
	/** Bytes of a picture that a thumbnail is made of: it is held in memory. */
	maximumThumbnailSource: number;
	/** Seconds before bytes that no row names are removed: an upload may be about to name them. */
	orphanGrace: number;
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
	/** Topics one connection may follow. */
	maximumTopics: number;
	/** Rooms one connection may be in. */
	maximumRooms: number;
	/** Bytes of JSON that somebody shares with a room. */
	maximumPresenceState: number;
	/** People named when a room changes; all are counted. */
	maximumPresenceMembers: number;
	/** Milliseconds in which changes of a room become one message. */
	presenceDelay: number;
	/** Milliseconds after which the client of an event stream connects again. */
	streamRetry: number;
	/** Hosts of push services; `*.` in front takes any subdomain. */
	pushHosts: readonly string[];
	/** Who runs this server, for push services: a `mailto:` or `https:` address (RFC 8292, 2.1). */
	pushSubject: string;
	/** Push subscriptions one person may have; the oldest makes room. */
	maximumPushSubscriptions: number;
	/** Milliseconds a push message waits for the person to come back; reloading a page is not leaving. */
	pushDelay: number;
	/** Times a push message is tried, further and further apart. */
	maximumPushAttempts: number;
	/** Milliseconds before the second try of a push message; each later wait is twice as long, up to an hour. */
	pushRetryDelay: number;
	/** Whether push endpoints may be `http:` on this machine. Never in production. */
	allowLocalPush: boolean;
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
	authenticationMemory: 1000,
	sessionTtl: day,
	rememberedSessionTtl: 30 * day,
	refreshGrace: 10,
	authRateLimit: 30,
	signInFailureLimit: 10,
	signInAccountFailureLimit: 100,
	signInFailureWindow: 15 * 60,
	signInLock: 15 * 60,
	signInLongestLock: day,
	signInAccountLock: 60,
	verificationTtl: day,
	passwordResetTtl: 60 * 60,
	linkMemory: 3 * day,
	registrationRetention: 7,
	mailFrom: 'Flotilla <no-reply@localhost>',
	publicUrl: 'http://localhost:3000',
	mailsPerHour: 5,
	mailRequestTime: 50,
	mailRetention: 7,
	mailAttempts: 12,
	mailRetryDelay: 30,
	mailPollInterval: 10_000,
	restoreWindow: defaultRestoreWindow,
	maximumBulkSelection: defaultMaximumBulkSelection,
	maximumAvatarSize: defaultMaximumAvatarSize,
	auditRetention: 400,
	maximumFileSize: defaultMaximumFileSize,
	maximumRecordSize: 64 * 1024,
	maximumRecordDepth: 20,
	maximumSchemaSize: 32 * 1024,
	maximumImportSize: 50 * 1024 * 1024,
	maximumImportRows: 100_000,
	maximumCounted: 100_000,
	maximumFilesPerUpload: defaultMaximumFilesPerUpload,
	maximumResumableFileSize: defaultMaximumResumableFileSize,
	uploadExpiration: defaultUploadExpiration,
	uploadLockTimeout: 10,
	allowedFileTypes,
	fileQuota: 5 * 1024 ** 3,
	maximumImagePixels: 100_000_000,
	thumbnailConcurrency: 1,
	thumbnailTimeout: 30,
	maximumThumbnailSource: 64 * 1024 ** 2,
	orphanGrace: 60 * 60,
	allowedOrigins: ['http://localhost:3000', 'http://127.0.0.1:3000'],
	trustProxy: false,
	heartbeatInterval: 30_000,
	authenticationTimeout: 10_000,
	maximumBufferedAmount: 1024 * 1024,
	maximumBadFrames: 5,
	maximumTopics: 100,
	maximumRooms: 20,
	maximumPresenceState: 1024,
	maximumPresenceMembers: 100,
	presenceDelay: 50,
	streamRetry: 2000,
	pushHosts: ['fcm.googleapis.com', 'updates.push.services.mozilla.com', '*.push.apple.com', '*.notify.windows.com'],
	pushSubject: 'mailto:push@flotilla.test',
	maximumPushSubscriptions: 20,
	pushDelay: 3000,
	maximumPushAttempts: 8,
	pushRetryDelay: 5000,
	allowLocalPush: false,
	eventPollInterval: 0,
	eventRetention: day,
	idempotencyRetention: day,
};
