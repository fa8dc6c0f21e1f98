import { apiVersion } from '../api-version.ts';
import { endpoints } from '../endpoints.ts';
import { type ServerEventName, serverEvents } from '../events/event-map.ts';
import { eventSchemas } from '../events/event-schemas.ts';
import { accessErrors, type ErrorCode } from '../http/error-codes.ts';
import { describeEndpoints } from './describe-endpoints.ts';
import type { DescribedEndpoint, JsonObject } from './describe-operation.ts';
import { namedSchemas } from './named-schemas.ts';

/** Any endpoint may answer these. */
const always: readonly ErrorCode[] = ['BAD_REQUEST', 'VALIDATION_FAILED', 'INTERNAL_ERROR', 'SHUTTING_DOWN'];
/** And these, when it may have a body: what comes with a write is read before it is known to be too much. */
const withBody: readonly ErrorCode[] = ['MALFORMED_JSON', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'];
/** And these, when it takes an `Idempotency-Key`. */
const withKey: readonly ErrorCode[] = ['IDEMPOTENCY_IN_PROGRESS', 'IDEMPOTENCY_KEY_REUSED', 'IDEMPOTENCY_ANSWER_LOST'];

const isWrite = ({ method }: DescribedEndpoint) => method !== 'GET';
/** Whether the row takes an `Idempotency-Key`: every write of somebody who is signed in. */
export const takesIdempotencyKey = (row: DescribedEndpoint): boolean => isWrite(row) && row.access !== 'public';

/** Every code an answer of the row may carry. */
export const errorCodes = (row: DescribedEndpoint): ErrorCode[] => [
	...new Set([
		...always,
		...(row.access === 'public' ? [] : accessErrors),
		...(isWrite(row) ? withBody : []),
		...(takesIdempotencyKey(row) ? withKey : []),
		...(row.errors ?? []),
	]),
];

/** The OpenAPI 3.1 document of the API, with the events that it raises. */
export const describeApi = (): JsonObject => ({
	...describeEndpoints(endpoints, {
		server: '/api',
		title: 'Flotilla API',
		version: `${apiVersion}.0.0`,
		namedSchemas,
		bearerFormat: 'JWT',
		errorCodesOf: errorCodes,
		takesIdempotencyKey,
		hasEntityTags: true,
	}),
	'x-flotilla-events': eventSchemas(Object.keys(serverEvents) as ServerEventName[]),
});
