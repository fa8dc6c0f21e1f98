import { Readable } from 'node:stream';
import { type BlobStore, inBatches, type Log } from '@flotilla/server';
import type { Kysely } from 'kysely';
import { createPasswordCheck, hashPassword } from '../auth/password.ts';
import type { Schema } from '../database/schema.ts';
import type { FileStore } from '../files/file-store.ts';
import { demoAccounts } from './demo-accounts.ts';
import { demoFiles } from './demo-files.ts';
import { createDemoUsers, type DemoUser, defaultDemoUsers } from './demo-users.ts';
import { seedNotes } from './seed-notes.ts';

export interface SeedDemoOptions {
	database: Kysely<Schema>;
	store: FileStore;
	blobs: BlobStore;
	log: Log;
	/** Of every demo account. */
	password: string;
	/** People beside the accounts. Default 600. */
	users?: number | undefined;
}

const isSeeded = async (database: Kysely<Schema>): Promise<boolean> => {
	const emails = demoAccounts.map(({ email }) => email);
	const found = await database.selectFrom('users').select('id').where('email', 'in', emails).execute();
	return found.length === emails.length;
};

const seedFiles = async ({ store, blobs }: SeedDemoOptions, users: readonly DemoUser[]): Promise<void> => {
	const [admin, member, ...people] = users;
	for (const { owner, name, mimeType, create } of demoFiles) {
		const person = owner === 'admin' ? admin : owner === 'member' ? member : people[owner];
		if (person === undefined) continue;
		const bytes = await create();
		await store.add([
			{
				ownerId: person.id,
				originalName: name,
				mimeType,
				size: bytes.length,
				store: async () => (await blobs.put(Readable.from([bytes]))).key,
			},
		]);
	}
};

/** What the start prints has to work, also when it is not what the data was made with. */
const keepPassword = async ({ database, password }: SeedDemoOptions): Promise<void> => {
	const { matches } = await createPasswordCheck();
	for (const { email } of demoAccounts) {
		const account = await database
			.selectFrom('users')
			.select('password_hash')
			.where('email', '=', email)
			.executeTakeFirst();
		if (await matches(password, account?.password_hash)) continue;
		await database
			.updateTable('users')
			.set({ password_hash: await hashPassword(password) })
			.where('email', '=', email)
			.execute();
	}
};

/** People of one statement; each statement is a turn in which others may ask. */
const batchSize = 1000;

/** Those who are not there; who was deleted in a demo that is grown comes back. */
const insertUsers = (database: Kysely<Schema>, users: readonly DemoUser[]): Promise<void> =>
	inBatches(users, batchSize, (batch) =>
		database
			.insertInto('users')
			.values(batch)
			.onConflict((conflict) => conflict.doNothing())
			.execute(),
	);

/** A demo that was made with fewer people gets the rest. */
const grow = async ({ database, log, password, users = defaultDemoUsers }: SeedDemoOptions): Promise<void> => {
	if (users <= defaultDemoUsers) return;
	const { count } = await database
		.selectFrom('users')
		.select((query) => query.fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	if (count >= users) return;
	const startedAt = performance.now();
	const people = createDemoUsers(await hashPassword(password), users);
	await insertUsers(database, people.slice(demoAccounts.length + defaultDemoUsers));
	log.info({ users, ms: Math.round(performance.now() - startedAt) }, 'demo grown');
};

/**
 * The accounts of `demoAccounts`, 600 people or `users`, a dozen files and a collection of notes, the same in every demo.
 * When the accounts are there it makes no more than the people who are missing, and keeps the password. Thumbnails stay pending for the queue.
 */
export const seedDemo = async (options: SeedDemoOptions): Promise<void> => {
	const { database, log, password, users: wanted = defaultDemoUsers } = options;
	if (await isSeeded(database)) {
		await keepPassword(options);
		await grow(options);
		// A folder that is older than the notes gets them as well.
		await seedNotes(database);
		return;
	}
	const startedAt = performance.now();
	// One hash for all: 600 would take seconds, and the password is no secret.
	const users = createDemoUsers(await hashPassword(password), wanted);
	await insertUsers(database, users);
	await seedFiles(options, users);
	await seedNotes(database);
	log.info(
		{ users: users.length, files: demoFiles.length, ms: Math.round(performance.now() - startedAt) },
		'demo data made',
	);
};
