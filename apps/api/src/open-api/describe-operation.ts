import { accessErrors, type Endpoint, type ErrorCode, errorCatalogue } from '@flotilla/contracts';

export type JsonObject = Record<string, unknown>;

/** The JSON Schema of a part of the row, or undefined where it has none. */
export type SchemaOf = (part: 'params' | 'query' | 'body' | 'response') => JsonObject | undefined;

/** Any endpoint may answer these. */
const always: readonly ErrorCode[] = ['BAD_REQUEST', 'VALIDATION_FAILED', 'INTERNAL_ERROR', 'SHUTTING_DOWN'];
/** And these, when it may have a body: what comes with a write is read before it is known to be too much. */
const withBody: readonly ErrorCode[] = ['MALFORMED_JSON', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'];
/** And these, when it takes an `Idempotency-Key`. */
const withKey: readonly ErrorCode[] = ['IDEMPOTENCY_IN_PROGRESS', 'IDEMPOTENCY_KEY_REUSED', 'IDEMPOTENCY_ANSWER_LOST'];

const isWrite = ({ method }: Endpoint) => method !== 'GET';
/** Whether the row takes an `Idempotency-Key`: every write of somebody who is signed in. */
export const takesIdempotencyKey = (row: Endpoint): boolean => isWrite(row) && row.access !== 'public';

/** Every code an answer of the row may carry. */
export const errorCodes = (row: Endpoint): ErrorCode[] => [
	...new Set([
		...always,
		...(row.access === 'public' ? [] : accessErrors),
		...(isWrite(row) ? withBody : []),
		...(takesIdempotencyKey(row) ? withKey : []),
		...(row.errors ?? []),
	]),
];

const failures = (row: Endpoint): JsonObject => {
	const byStatus = Map.groupBy(errorCodes(row), (code) => String(errorCatalogue[code].status));
	return Object.fromEntries(
		[...byStatus].map(([status, codes]) => [
			status,
			{
				description: codes.map((code) => `\`${code}\`: ${errorCatalogue[code].message}`).join('\n\n'),
				content: { 'application/json': { schema: { $ref: '#/components/schemas/ErrorEnvelope' } } },
			},
		]),
	);
};

const parametersFrom = (schema: JsonObject | undefined, place: 'path' | 'query'): JsonObject[] => {
	const { properties = {}, required = [] } = (schema ?? {}) as { properties?: JsonObject; required?: string[] };
	return Object.entries(properties).map(([name, property]) => ({
		name,
		in: place,
		required: place === 'path' || required.includes(name),
		schema: property,
	}));
};

const header = (name: string, description: string): JsonObject => ({
	name,
	in: 'header',
	required: false,
	description,
	schema: { type: 'string' },
});

const headersOf = (row: Endpoint): JsonObject[] => [
	...(takesIdempotencyKey(row)
		? [header('Idempotency-Key', 'Repeats with the same key are carried out once and answered alike, for a day.')]
		: []),
	...(row.conditional ? [header('If-Match', 'The `ETag` it was read with; refused when it has changed since.')] : []),
	...(isWrite(row) ? [] : [header('If-None-Match', 'The `ETag` of an earlier answer; 304 while it still holds.')]),
];

const multipartSchema = (parts: NonNullable<Endpoint['parts']>): JsonObject => {
	const file = { type: 'string', contentMediaType: 'application/octet-stream' };
	const schemas = { file, files: { type: 'array', items: file }, text: { type: 'string' } };
	return {
		type: 'object',
		properties: Object.fromEntries(Object.entries(parts).map(([name, kind]) => [name, schemas[kind]])),
	};
};

const requestBody = ({ body, bodyType, parts = {} }: Endpoint, schemaOf: SchemaOf): JsonObject | undefined => {
	if (bodyType !== undefined) return { required: true, content: { [bodyType]: { schema: multipartSchema(parts) } } };
	if (body === undefined) return undefined;
	const isOptional = body.safeParse(undefined).success;
	return { required: !isOptional, content: { 'application/json': { schema: schemaOf('body') } } };
};

const success = (row: Endpoint, schemaOf: SchemaOf): JsonObject => {
	if (row.responseType !== 'bytes') {
		const content = { 'application/json': { schema: schemaOf('response') } };
		return { [String(row.status ?? 200)]: { description: row.summary, content } };
	}
	const content = Object.fromEntries((row.contentTypes ?? ['application/octet-stream']).map((type) => [type, {}]));
	return { '200': { description: row.summary, content } };
};

/** One operation of the OpenAPI document. */
export const describeOperation = (
	row: Endpoint,
	{ group, name, schemaOf }: { group: string; name: string; schemaOf: SchemaOf },
): JsonObject => {
	const body = requestBody(row, schemaOf);
	return {
		operationId: `${group}.${name}`,
		tags: [group],
		summary: row.summary,
		...(row.access === 'public' ? { security: [] } : { security: [{ accessToken: [] }] }),
		...(row.access === 'public' || row.access === 'signed-in' ? {} : { description: `Needs \`${row.access}\`.` }),
		parameters: [
			...parametersFrom(schemaOf('params'), 'path'),
			...parametersFrom(schemaOf('query'), 'query'),
			...headersOf(row),
		],
		...(body === undefined ? {} : { requestBody: body }),
		responses: { ...success(row, schemaOf), ...failures(row) },
	};
};
