import type { Migrations } from '@flotilla/server';
import { authMigration } from './auth-migration.ts';
import { collectionsMigration } from './collections-migration.ts';
import { filesMigration } from './files-migration.ts';
import { foundationMigration } from './foundation-migration.ts';
import { idempotencyMigration } from './idempotency-migration.ts';
import { linksMigration } from './links-migration.ts';
import { pushMigration } from './push-migration.ts';
import { restoreMigration } from './restore-migration.ts';
import { usersMigration } from './users-migration.ts';

/** In the order of their names; a released one never changes. */
export const migrations: Migrations = {
	'2026-11-23-foundation': foundationMigration,
	'2026-11-25-idempotency': idempotencyMigration,
	'2026-11-25-push': pushMigration,
	'2026-11-25-collections': collectionsMigration,
	'2026-11-25-auth': authMigration,
	'2026-11-25-users': usersMigration,
	'2026-11-25-files': filesMigration,
	'2026-11-26-links': linksMigration,
	'2026-11-26-restore': restoreMigration,
};
