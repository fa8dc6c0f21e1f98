import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, openDatabase } from '@flotilla/server';
import { createTestDatabase, type TestDatabase } from '@flotilla/server/testing';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrations } from '../database/migrations.ts';
import type { Schema } from '../database/schema.ts';
import { type AuditLog, createAuditLog, type NewAuditEntry } from './audit-log.ts';
import { listAuditEntries } from './list-audit-entries.ts';

const day = 24 * 60 * 60 * 1000;
let folder: string;
let server: TestDatabase | undefined;
let database: Kysely<Schema>;
let audit: AuditLog;
let now = Date.UTC(2026, 10, 25);
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'flotilla-audit-'));
	server = await createTestDatabase();
	database = await openDatabase<Schema>({
		folder,
		url: server?.url,
		migrations,
		log: createLog({ name: 'test', level: 'silent' }),
		templateFolder: join(tmpdir(), 'flotilla-database-template'),
	});
	audit = createAuditLog({ database, clock: { now: () => now }, retention: 400 });
});
afterAll(async () => {
	await database.destroy();
	await server?.drop();
	await rm(folder, { recursive: true });
});

const origin = { actorId: null, ip: '192.0.2.1', requestId: 'req_1' };
const record = (entry: NewAuditEntry) =>
	database.transaction().execute((transaction) => audit.record(transaction, entry));
const read = async (query: { subjectId: string; cursor?: string; limit?: number; from?: string; to?: string }) =>
	listAuditEntries(database, { limit: 20, ...query });

it('pages from the newest back, each entry once, also when many happened at the same time', async () => {
	const id = randomUUID();
	for (let count = 0; count < 7; count += 1) {
		await record({ action: 'users:updated', origin, subject: { type: 'user', id }, details: { count } });
		if (count === 3) now += 1000;
	}
	const seen = [];
	let cursor: string | null | undefined;
	while (cursor !== null) {
		const page = await read({ subjectId: id, limit: 3, ...(cursor === undefined ? {} : { cursor }) });
		seen.push(...page.entries);
		cursor = page.nextCursor;
	}
	expect(new Set(seen.map((entry) => entry.details.count)).size).toBe(7);
	expect(seen).toHaveLength(7);
	expect(seen.map(({ at }) => at)).toEqual(
		seen
			.map(({ at }) => at)
			.toSorted()
			.toReversed(),
	);
});

it('reads from an instant on and before another', async () => {
	const id = randomUUID();
	const [from, to] = [new Date(now).toISOString(), new Date(now + 1000).toISOString()];
	const write = () => record({ action: 'users:updated', origin, subject: { type: 'user', id } });
	await write();
	now += 1000;
	await write();
	expect((await read({ subjectId: id, from, to })).entries).toMatchObject([{ at: from }]);
	expect((await read({ subjectId: id, from: to })).entries).toMatchObject([{ at: to }]);
});

it('keeps nothing of an act that did not happen', async () => {
	const id = randomUUID();
	const failing = database.transaction().execute(async (transaction) => {
		await audit.record(transaction, { action: 'users:deleted', origin, subject: { type: 'user', id } });
		throw new Error('no');
	});
	await expect(failing).rejects.toThrow('no');
	expect((await read({ subjectId: id })).entries).toEqual([]);
});

it('is never changed, and forgotten after the retention only', async () => {
	const id = randomUUID();
	await record({ action: 'users:deleted', origin, subject: { type: 'user', id } });
	const change = database.updateTable('audit_entries').set({ ip: null }).where('subject_id', '=', id).execute();
	await expect(change).rejects.toThrow('never changed');
	now += 399 * day;
	await audit.prune();
	expect((await read({ subjectId: id })).entries).toHaveLength(1);
	now += 2 * day;
	await audit.prune();
	expect((await read({ subjectId: id })).entries).toEqual([]);
});
