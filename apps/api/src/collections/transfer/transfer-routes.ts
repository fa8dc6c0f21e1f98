import { collectionsEndpoints } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import type { Kysely } from 'kysely';
import type { Clock } from '../../clock.ts';
import type { Schema } from '../../database/schema.ts';
import type { RegisterEndpoint } from '../../http/register-endpoint.ts';
import type { EventLog } from '../../realtime/event-log.ts';
import type { Settings } from '../../settings.ts';
import { findCollection, findDefinition } from '../collection.ts';
import type { SchemaCompiler } from '../schema/compile-schema.ts';
import { selectRecords } from '../select-records.ts';
import { assertMayCreate } from '../write-records.ts';
import { exportRecords } from './export-records.ts';
import { importRecords } from './import-records.ts';
import { receiveImport } from './receive-import.ts';

export interface TransferRoutesOptions {
	register: RegisterEndpoint;
	database: Kysely<Schema>;
	events: EventLog;
	compiler: SchemaCompiler;
	settings: Settings;
	clock: Clock;
	/** Where files wait to be imported. */
	uploadFolder: string;
}

/** Files of records in and out of collections. */
export const registerTransferRoutes = (options: TransferRoutesOptions): void => {
	const { register, database, events, compiler, settings, clock, uploadFolder } = options;

	register(collectionsEndpoints.exportRecords, async ({ params, query, subject, reply }) => {
		const { definition } = await findDefinition(database, subject, params.collection);
		const { search, sort, format, ...filters } = query;
		const selection = selectRecords(definition, subject, { search, sort }, filters);
		const { order } = selection.sort;
		if (order === undefined) {
			const message = 'For an export, sort all fields in one direction.';
			throw createHttpError('VALIDATION_FAILED', { errors: { sort: [message] } });
		}
		const { contentType, stream } = exportRecords(database, { definition, selection, order, format });
		return reply
			.header('content-disposition', `attachment; filename="${definition.name}.${format}"`)
			.header('cache-control', 'private, no-store')
			.type(contentType)
			.send(stream);
	});

	register(collectionsEndpoints.importRecords, async ({ params, query, subject, request }) => {
		const collection = await findCollection(database, compiler, subject, params.collection);
		assertMayCreate(collection, subject);
		const { mode, dryRun, format: wanted } = query;
		const maximumSize = settings.maximumImportSize;
		const received = await receiveImport(request, { folder: uploadFolder, maximumSize, format: wanted });
		try {
			const { path, format } = received;
			const work = { database, events, compiler, settings, clock };
			return await importRecords({ ...work, subject, collection, path, format, mode, dryRun: dryRun === '1' });
		} finally {
			await received.remove();
		}
	});
};
