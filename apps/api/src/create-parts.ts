import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '@flotilla/server';
import { createAuditLog } from './audit/audit-log.ts';
import { createAccessTokens } from './auth/access-token.ts';
import { createAccounts } from './auth/accounts.ts';
import { createAuthenticateToken } from './auth/authenticate.ts';
import { rememberAuthentication } from './auth/remember-authentication.ts';
import { createSessions } from './auth/sessions.ts';
import type { Clock } from './clock.ts';
import { createCursors } from './database/cursor.ts';
import { readSecret } from './database/secrets.ts';
import { createBlobReferences } from './files/blob-references.ts';
import { createDeletedFiles } from './files/deleted-files.ts';
import { createFileStore } from './files/file-store.ts';
import { createOrphanSweep } from './files/orphan-sweep.ts';
import { presentEvent } from './files/present-event.ts';
import { createUrlSigner } from './files/signed-url.ts';
import { createThumbnailQueue } from './files/thumbnail-queue.ts';
import { noteApplied } from './idempotency/current-claim.ts';
import { createIdempotencyKeys } from './idempotency/idempotency-keys.ts';
import { createMail, type MailOptions } from './mail/create-mail.ts';
import type { Engines } from './open-engines.ts';
import { createPush } from './push/create-push.ts';
import { createRealtime } from './realtime/create-realtime.ts';
import { createEventLog } from './realtime/event-log.ts';
import type { Settings } from './settings.ts';
import { createTrash, purgeInterval } from './trash/create-trash.ts';
import { createUploads } from './uploads/create-uploads.ts';

export interface PartsOptions {
	engines: Engines;
	dataFolder: string;
	mail: Pick<MailOptions, 'smtpUrl'>;
	settings: Settings;
	clock: Clock;
	log: Log;
}

/** What the routes are made of, each part once, in the order in which they need each other. */
export type Parts = Awaited<ReturnType<typeof createParts>>;

export const createParts = async ({ engines, dataFolder, mail, settings, clock, log }: PartsOptions) => {
	const { database, isShared, blobs, partials, signals, redis } = engines;
	const events = createEventLog({ database, clock, retention: settings.eventRetention, beforeCommit: noteApplied });
	const audit = createAuditLog({ database, clock, retention: settings.auditRetention });
	const cursors = createCursors({ key: await readSecret(database, 'cursor') });
	const idempotency = createIdempotencyKeys({
		database,
		clock,
		key: await readSecret(database, 'idempotency'),
		retention: settings.idempotencyRetention,
	});
	if (!isShared) await idempotency.freeAbandoned();

	const tokenKey = await readSecret(database, 'access-token');
	const tokens = createAccessTokens({ key: tokenKey, clock, ttl: settings.accessTokenTtl });
	const refreshKey = await readSecret(database, 'refresh-token');
	const sessions = createSessions({ database, events, audit, clock, key: refreshKey, ...settings });
	const mails = createMail({ database, clock, log, settings, ...mail });
	const accounts = await createAccounts({ database, events, sessions, audit, mailer: mails.mailer, clock, settings });
	const authenticateToken = createAuthenticateToken({ database, tokens, clock });
	const authenticateRequest = rememberAuthentication({
		authenticateToken,
		events,
		clock,
		memory: settings.authenticationMemory,
	});

	const signer = createUrlSigner({ key: await readSecret(database, 'file-address'), clock });
	const references = createBlobReferences({ database, blobs });
	const trash = createTrash({ database, references, clock, restoreWindow: settings.restoreWindow });
	const quota = settings.fileQuota;
	const store = createFileStore({ database, events, blobs, references, trash, signer, clock, quota });
	const deletedFiles = createDeletedFiles({ database, events, trash, signer, clock, quota });
	const thumbnails = createThumbnailQueue({ database, blobs, store, clock, log, settings });
	const uploadFolder = join(dataFolder, 'uploads');
	// What a killed server was receiving. Beside PostgreSQL another node may share the folder.
	if (!isShared) await rm(uploadFolder, { recursive: true, force: true });
	const uploads = createUploads({
		database,
		isShared,
		partials,
		files: store,
		blobs,
		thumbnails,
		clock,
		log,
		settings,
	});
	const sweepOrphans = createOrphanSweep({
		blobs,
		references,
		uploadFolder,
		clock,
		grace: settings.orphanGrace,
		log,
	});

	const realtime = await createRealtime({
		log,
		clock,
		settings,
		database,
		events,
		sessions,
		signals,
		redis,
		authenticateToken,
		present: (event) => presentEvent(signer, event),
	});
	const push = await createPush({ log, clock, settings, database, hub: realtime.hub });

	return {
		...engines,
		log,
		clock,
		settings,
		events,
		audit,
		cursors,
		idempotency,
		tokens,
		sessions,
		mails,
		accounts,
		authenticateRequest,
		signer,
		references,
		trash,
		store,
		deletedFiles,
		thumbnails,
		uploadFolder,
		uploads,
		realtime,
		push,
		/** Each removes what is no longer needed. */
		housekeeping: [
			{ run: events.prune },
			{ run: sessions.forgetEnded },
			{ run: idempotency.prune },
			{ run: audit.prune },
			{ run: accounts.prune },
			{ run: mails.mailer.prune },
			{ run: uploads.sweep },
			{ run: trash.purge, interval: purgeInterval },
			{ run: sweepOrphans },
			{ run: async () => thumbnails.wake() },
		],
		async sweepFiles(): Promise<void> {
			await uploads.sweep();
			await trash.purge();
			await sweepOrphans();
		},
	};
};
