import type { Kysely } from 'kysely';
import { createSubject } from '../auth/subject.ts';
import { findCollection } from '../collections/collection.ts';
import { defineCollection } from '../collections/define-collection.ts';
import { insertRecords } from '../collections/insert-records.ts';
import { createSchemaCompiler } from '../collections/schema/compile-schema.ts';
import type { Schema } from '../database/schema.ts';
import { defaultSettings } from '../settings.ts';
import { demoAccounts } from './demo-accounts.ts';
import { createDemoNotes, demoNotesDefinition } from './demo-notes.ts';
import { createRandom } from './random.ts';

const name = 'notes';
const seed = 20_261_125;
/** The day the demo takes place, as for its people. */
const today = Date.UTC(2026, 10, 20, 9, 0, 0);

/** The collection `notes` of the demo's administrator; does nothing when there is one of this name. */
export const seedNotes = async (database: Kysely<Schema>): Promise<void> => {
	const present = await database.selectFrom('collections').select('name').where('name', '=', name).executeTakeFirst();
	const owner = await database
		.selectFrom('users')
		.select(['id', 'role'])
		.where(
			'email',
			'in',
			demoAccounts.map(({ email }) => email),
		)
		.where('role', '=', 'admin')
		.executeTakeFirst();
	if (present !== undefined || owner === undefined) return;
	const subject = createSubject({ userId: owner.id, sessionId: '', role: owner.role });
	const compiler = createSchemaCompiler();
	await database.transaction().execute(async (transaction) => {
		await defineCollection(transaction, {
			name,
			body: demoNotesDefinition,
			ifMatch: undefined,
			compiler,
			settings: defaultSettings,
			clock: { now: () => today },
		});
		const collection = await findCollection(transaction, compiler, subject, name);
		for (const { id, data, age } of createDemoNotes(createRandom(seed), today)) {
			const records = [{ id, data, json: JSON.stringify(data) }];
			await insertRecords(transaction, { collection, subject, records, now: new Date(today - age) });
		}
	});
};
