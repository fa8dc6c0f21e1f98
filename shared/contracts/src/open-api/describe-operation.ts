import * as z from 'zod/mini';
import type * as core from 'zod/v4/core';
import type { HttpMethod } from '../http/endpoint.ts';
import { type ErrorCode, errorCatalogue } from '../http/error-codes.ts';

export type JsonObject = Record<string, unknown>;

/** The JSON Schema of a part of the row, or undefined where it has none. */
export type SchemaOf = (part: 'params' | 'query' | 'body' | 'response') => JsonObject | undefined;

/** A row of any API of the suite. `Endpoint` is one. */
export interface DescribedEndpoint {
	readonly method: HttpMethod;
	/** `:name` segments are described by `params`. */
	readonly path: `/${string}`;
	readonly summary: string;
	/** `public` is for everybody, `signed-in` for whoever is known, and anything else is what they need to have. */
	readonly access: string;
	readonly params?: core.$ZodType;
	readonly query?: core.$ZodType;
	readonly body?: core.$ZodType;
	/** Set when the body is not JSON. */
	readonly bodyType?: string;
	/** Whether a request without a body is fine. Default: whether the schema takes `undefined`. */
	readonly bodyIsOptional?: boolean;
	/** Parts of a multipart body by name. */
	readonly parts?: Readonly<Record<string, 'file' | 'files' | 'text'>>;
	/** Of a successful answer. Default 200; 204 has no body. */
	readonly status?: number;
	/** Of an answer to what was done already. Default: the same. */
	readonly repeatedStatus?: number;
	/** `data` inside the envelope. */
	readonly response: core.$ZodType;
	/** Set when the answer is a stream of bytes; `response` is then unused. */
	readonly responseType?: 'bytes';
	/** Content types of an answer of bytes. Default `application/octet-stream`. */
	readonly contentTypes?: readonly string[];
	/** Whether `If-Match` guards it. */
	readonly conditional?: boolean;
	readonly errors?: readonly ErrorCode[];
}

export interface OperationContext {
	group: string;
	name: string;
	schemaOf: SchemaOf;
	/** Every code an answer may carry. */
	errorCodes: readonly ErrorCode[];
	takesIdempotencyKey: boolean;
	/** Whether reads have an ETag to ask by again. */
	hasEntityTags: boolean;
}

const failures = (errorCodes: readonly ErrorCode[]): JsonObject => {
	const byStatus = Map.groupBy(errorCodes, (code) => String(errorCatalogue[code].status));
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

const headersOf = (row: DescribedEndpoint, { takesIdempotencyKey, hasEntityTags }: OperationContext): JsonObject[] => [
	...(takesIdempotencyKey
		? [header('Idempotency-Key', 'Repeats with the same key are carried out once and answered alike, for a day.')]
		: []),
	...(row.conditional ? [header('If-Match', 'The `ETag` it was read with; refused when it has changed since.')] : []),
	...(row.method !== 'GET' || !hasEntityTags
		? []
		: [header('If-None-Match', 'The `ETag` of an earlier answer; 304 while it still holds.')]),
];

const multipartSchema = (parts: NonNullable<DescribedEndpoint['parts']>): JsonObject => {
	const file = { type: 'string', contentMediaType: 'application/octet-stream' };
	const schemas = { file, files: { type: 'array', items: file }, text: { type: 'string' } };
	return {
		type: 'object',
		properties: Object.fromEntries(Object.entries(parts).map(([name, kind]) => [name, schemas[kind]])),
	};
};

const requestBody = (
	{ body, bodyType, bodyIsOptional, parts = {} }: DescribedEndpoint,
	schemaOf: SchemaOf,
): JsonObject | undefined => {
	if (bodyType === 'multipart/form-data') {
		return { required: true, content: { [bodyType]: { schema: multipartSchema(parts) } } };
	}
	if (bodyType !== undefined) return { required: true, content: { [bodyType]: {} } };
	if (body === undefined) return undefined;
	const isOptional = bodyIsOptional ?? z.safeParse(body, undefined).success;
	return { required: !isOptional, content: { 'application/json': { schema: schemaOf('body') } } };
};

const success = (row: DescribedEndpoint, schemaOf: SchemaOf): JsonObject => {
	if (row.responseType !== 'bytes') {
		const { status = 200, repeatedStatus = status } = row;
		if (status === 204) return { '204': { description: row.summary } };
		const content = { 'application/json': { schema: schemaOf('response') } };
		return Object.fromEntries(
			[...new Set([status, repeatedStatus])].map((code) => [String(code), { description: row.summary, content }]),
		);
	}
	const content = Object.fromEntries((row.contentTypes ?? ['application/octet-stream']).map((type) => [type, {}]));
	return { '200': { description: row.summary, content } };
};

/** One operation of the OpenAPI document. */
export const describeOperation = (row: DescribedEndpoint, context: OperationContext): JsonObject => {
	const { group, name, schemaOf, errorCodes } = context;
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
			...headersOf(row, context),
		],
		...(body === undefined ? {} : { requestBody: body }),
		responses: { ...success(row, schemaOf), ...failures(errorCodes) },
	};
};
