import { collectionsEndpoints, type RecordData } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import type { FastifyReply } from 'fastify';
import type { Kysely } from 'kysely';
import type { Subject } from '../auth/subject.ts';
import type { Clock } from '../clock.ts';
import type { Cursors } from '../database/cursor.ts';
import type { RecordRow, Schema } from '../database/schema.ts';
import type { RegisterEndpoint } from '../http/register-endpoint.ts';
import type { EventLog } from '../realtime/event-log.ts';
import type { Settings } from '../settings.ts';
import { reachOf } from './access.ts';
import { findDefinition, holdCollection } from './collection.ts';
import { createPatch } from './create-patch.ts';
import { listRecords } from './list-records.ts';
import { toRecord } from './record.ts';
import type { SchemaCompiler } from './schema/compile-schema.ts';
import { createRecords, type RecordsChange, removeRecords, updateRecords } from './write-records.ts';

export interface RecordsRoutesOptions {
	register: RegisterEndpoint;
	database: Kysely<Schema>;
	events: EventLog;
	compiler: SchemaCompiler;
	cursors: Cursors;
	settings: Settings;
	clock: Clock;
}

const answer = (reply: FastifyReply, row: RecordRow | undefined) => {
	if (row === undefined) throw createHttpError('RECORD_NOT_FOUND');
	reply.header('etag', `"${row.version}"`);
	return toRecord(row);
};

const idTargets = (ids: readonly string[]) => ids.map((id, index) => ({ id, path: `ids.${index}` }));

export const registerRecordsRoutes = (options: RecordsRoutesOptions): void => {
	const { register, database, events, compiler, cursors, settings, clock } = options;

	const change = <T>(
		{ subject, params }: { subject: Subject; params: { collection: string } },
		run: (change: RecordsChange) => Promise<T>,
	): Promise<T> =>
		events.write(async (transaction, append) => {
			const collection = await holdCollection(transaction, compiler, subject, params.collection);
			return run({ transaction, append, collection, subject, clock, limits: settings });
		});

	register(collectionsEndpoints.list, async ({ params, query, subject }) => {
		const { definition } = await findDefinition(database, subject, params.collection);
		const { maximumCounted } = settings;
		return listRecords(database, { definition, subject, query, cursors, maximumCounted });
	});

	register(collectionsEndpoints.read, async ({ params, subject, reply }) => {
		const { definition } = await findDefinition(database, subject, params.collection);
		const row = await database
			.selectFrom('records')
			.selectAll()
			.where('collection', '=', definition.name)
			.where('id', '=', params.id)
			.executeTakeFirst();
		const isHidden = reachOf(definition.permissions, 'read', subject) === 'own' && row?.created_by !== subject.userId;
		return answer(reply, isHidden ? undefined : row);
	});

	register(collectionsEndpoints.create, async (call) => {
		const { id, data } = call.body;
		const [row] = await change(call, (context) => createRecords(context, [{ path: '', id, data }]));
		return answer(call.reply, row);
	});

	const update = async (
		call: Parameters<typeof change>[0] & {
			params: { id: string };
			request: { headers: { 'if-match'?: string | undefined } };
			reply: FastifyReply;
		},
		next: (data: RecordData) => RecordData,
	) => {
		const target = { id: call.params.id, path: '', ifMatch: call.request.headers['if-match'] };
		const [row] = await change(call, (context) => updateRecords(context, [target], next));
		return answer(call.reply, row);
	};

	register(collectionsEndpoints.replace, (call) => update(call, () => call.body.data));
	register(collectionsEndpoints.patch, async (call) =>
		update(call, createPatch(call.body.data, { path: '', limits: settings })),
	);

	register(collectionsEndpoints.remove, async (call) => {
		const target = { id: call.params.id, path: '', ifMatch: call.request.headers['if-match'] };
		await change(call, (context) => removeRecords(context, [target]));
		return null;
	});

	register(collectionsEndpoints.bulkCreate, async (call) => {
		const items = call.body.records.map((item, index) => ({ ...item, path: `records.${index}` }));
		return { records: (await change(call, (context) => createRecords(context, items))).map(toRecord) };
	});

	register(collectionsEndpoints.bulkPatch, async (call) => {
		const { ids, patch } = call.body;
		const apply = createPatch(patch, { path: 'patch', limits: settings });
		const rows = await change(call, (context) => updateRecords(context, idTargets(ids), apply));
		return { records: rows.map(toRecord) };
	});

	register(collectionsEndpoints.bulkRemove, async (call) => {
		await change(call, (context) => removeRecords(context, idTargets(call.body.ids)));
		return null;
	});
};
