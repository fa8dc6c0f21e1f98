import { type CollectionDefinition, collectionsEndpoints } from '@flotilla/contracts';
import type { FastifyReply } from 'fastify';
import type { AuditLog } from '../audit/audit-log.ts';
import { originOf } from '../audit/request-origin.ts';
import { reachOf } from './access.ts';
import { findDefinition, toDefinition } from './collection.ts';
import { defineCollection } from './define-collection.ts';
import { type RecordsRoutesOptions, registerRecordsRoutes } from './records-routes.ts';
import { createSchemaCompiler } from './schema/compile-schema.ts';
import { registerTransferRoutes, type TransferRoutesOptions } from './transfer/transfer-routes.ts';

export type CollectionsRoutesOptions = Omit<RecordsRoutesOptions & TransferRoutesOptions, 'compiler'> & {
	audit: AuditLog;
};

const answer = (reply: FastifyReply, definition: CollectionDefinition) => {
	reply.header('etag', `"${definition.version}"`);
	return definition;
};

export const registerCollectionsRoutes = (options: CollectionsRoutesOptions): void => {
	const { register, database, events, audit, settings, clock } = options;
	const compiler = createSchemaCompiler();

	register(collectionsEndpoints.listCollections, async ({ subject }) => {
		const rows = await database.selectFrom('collections').selectAll().orderBy('name').execute();
		const collections = rows
			.map(toDefinition)
			.filter(
				({ permissions }) => reachOf(permissions, 'read', subject) !== 'none' || subject.can('collections:define'),
			);
		return { collections };
	});

	register(collectionsEndpoints.define, async ({ params, body, subject, request, reply }) => {
		const { 'if-match': ifMatch } = request.headers;
		const { collection: name } = params;
		const definition = await events.write(async (transaction) => {
			const change = { name, body, ifMatch, compiler, settings, clock };
			const { definition, isChanged } = await defineCollection(transaction, change);
			if (isChanged) {
				const { owner, version } = definition;
				await audit.record(transaction, {
					action: 'data:collection-defined',
					origin: originOf(request, subject),
					subject: { type: 'collection', id: name },
					details: { owner, version },
				});
			}
			return definition;
		});
		return answer(reply, definition);
	});

	register(collectionsEndpoints.readDefinition, async ({ params, subject, reply }) => {
		const { definition } = await findDefinition(database, subject, params.collection, { alsoForDefiners: true });
		return answer(reply, definition);
	});

	registerTransferRoutes({ ...options, compiler });
	registerRecordsRoutes({ ...options, compiler });
};
