import { type CollectionDefinition, collectionsEndpoints } from '@flotilla/contracts';
import type { FastifyReply } from 'fastify';
import { reachOf } from './access.ts';
import { findDefinition, toDefinition } from './collection.ts';
import { defineCollection } from './define-collection.ts';
import { type RecordsRoutesOptions, registerRecordsRoutes } from './records-routes.ts';
import { createSchemaCompiler } from './schema/compile-schema.ts';
import { registerTransferRoutes, type TransferRoutesOptions } from './transfer/transfer-routes.ts';

export type CollectionsRoutesOptions = Omit<RecordsRoutesOptions & TransferRoutesOptions, 'compiler'>;

const answer = (reply: FastifyReply, definition: CollectionDefinition) => {
	reply.header('etag', `"${definition.version}"`);
	return definition;
};

export const registerCollectionsRoutes = (options: CollectionsRoutesOptions): void => {
	const { register, database, events, settings, clock } = options;
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

	register(collectionsEndpoints.define, async ({ params, body, request, reply }) => {
		const { 'if-match': ifMatch } = request.headers;
		const definition = await events.write((transaction) =>
			defineCollection(transaction, { name: params.collection, body, ifMatch, compiler, settings, clock }),
		);
		return answer(reply, definition);
	});

	register(collectionsEndpoints.readDefinition, async ({ params, subject, reply }) => {
		const { definition } = await findDefinition(database, subject, params.collection, { alsoForDefiners: true });
		return answer(reply, definition);
	});

	registerTransferRoutes({ ...options, compiler });
	registerRecordsRoutes({ ...options, compiler });
};
