import { apiVersion, type Endpoint, envelope, errorEnvelope } from '@flotilla/contracts';
import * as z from 'zod';
import { describeOperation, type JsonObject, type SchemaOf } from './describe-operation.ts';
import { namedSchemas } from './named-schemas.ts';

const componentAddress = (id: string) => `#/components/schemas/${id}`;
const nameOf = (group: string, name: string, part: string) => `${group}.${name}.${part}`;

/** JSON Schema of every part of every row, made in one go so that what is named is referred to and not repeated. */
const convertSchemas = (groups: EndpointGroups) => {
	const answers = z.registry<{ id: string }>();
	const requests = z.registry<{ id: string }>();
	for (const [id, schema] of Object.entries(namedSchemas)) answers.add(schema, { id });
	answers.add(errorEnvelope, { id: 'ErrorEnvelope' });
	for (const [group, rows] of Object.entries(groups)) {
		for (const [name, row] of Object.entries(rows)) {
			if (row.responseType !== 'bytes') answers.add(envelope(row.response), { id: nameOf(group, name, 'response') });
			for (const part of ['params', 'query', 'body'] as const) {
				// The same schema may serve several rows, and a registry takes each once: a clone stands for it.
				const schema = row[part];
				if (schema !== undefined) requests.add(z.clone(schema as never) as never, { id: nameOf(group, name, part) });
			}
		}
	}
	const convert = (registry: typeof answers, io: 'input' | 'output') =>
		z.toJSONSchema(registry, { io, unrepresentable: 'any', uri: componentAddress }).schemas as Record<
			string,
			JsonObject
		>;
	return { ...convert(requests, 'input'), ...convert(answers, 'output') };
};

/** `$schema` and `$id` belong to documents of their own; a component is known by its place. */
const asComponent = ({ $schema: _schema, $id: _id, ...schema }: JsonObject): JsonObject => schema;

export type EndpointGroups = Readonly<Record<string, Readonly<Record<string, Endpoint>>>>;

/** The OpenAPI 3.1 document of rows of the contract. `server` is the base address of all paths. */
export const describeApi = (groups: EndpointGroups, { server }: { server: string }): JsonObject => {
	const schemas = convertSchemas(groups);
	const paths: Record<string, JsonObject> = {};
	for (const [group, rows] of Object.entries(groups)) {
		for (const [name, row] of Object.entries(rows)) {
			const path = row.path.replace(/:(\w+)/g, '{$1}');
			const schemaOf: SchemaOf = (part) => {
				const schema = schemas[nameOf(group, name, part)];
				return schema && asComponent(schema);
			};
			paths[path] = { ...paths[path], [row.method.toLowerCase()]: describeOperation(row, { group, name, schemaOf }) };
		}
	}
	const named = [...Object.keys(namedSchemas), 'ErrorEnvelope'];
	return {
		openapi: '3.1.1',
		info: {
			title: 'Flotilla API',
			version: `${apiVersion}.0.0`,
			description: 'Every answer is an envelope. Failed ones carry a stable `code`.',
			license: { name: 'MIT', identifier: 'MIT' },
		},
		servers: [{ url: server }],
		tags: Object.keys(groups).map((name) => ({ name })),
		paths,
		components: {
			schemas: Object.fromEntries(named.map((id) => [id, asComponent(schemas[id] ?? {})])),
			securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
		},
	};
};
