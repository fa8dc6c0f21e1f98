import type * as z from 'zod/mini';
import type { Permission } from '../auth/permissions.ts';
import type { ErrorCode } from './error-codes.ts';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One row of the API: the server registers its route from it, the client derives
 * a typed call from it, OpenAPI is generated from it.
 *
 * `path` is relative to the API's base URL; `:name` segments are described by `params`.
 * `response` describes `data` inside the envelope.
 */
export interface Endpoint {
	readonly method: HttpMethod;
	readonly path: `/${string}`;
	readonly summary: string;
	readonly access: 'public' | 'signed-in' | Permission;
	readonly params?: z.ZodMiniType;
	readonly query?: z.ZodMiniType;
	readonly body?: z.ZodMiniType;
	/** Set when the body is not JSON. */
	readonly bodyType?: 'multipart/form-data';
	/** Parts of a multipart body by name. */
	readonly parts?: Readonly<Record<string, 'file' | 'files' | 'text'>>;
	/** Of a successful answer. Default 200. */
	readonly status?: 200 | 201 | 202;
	readonly response: z.ZodMiniType;
	/** Set when the answer is a stream of bytes; `response` is then unused. */
	readonly responseType?: 'bytes';
	/** Content types of an answer of bytes. Default `application/octet-stream`. */
	readonly contentTypes?: readonly string[];
	/** Whether `If-Match: "<version>"` guards it against a lost update. */
	readonly conditional?: boolean;
	/** Codes beyond those any endpoint may give (validation, authentication, permission, internal). */
	readonly errors?: readonly ErrorCode[];
}

type OutputOf<S> = S extends z.ZodMiniType ? z.output<S> : undefined;
type InputOf<S> = S extends z.ZodMiniType ? z.input<S> : undefined;

export type EndpointParams<E extends Endpoint> = InputOf<E['params']>;
export type EndpointQuery<E extends Endpoint> = InputOf<E['query']>;
export type EndpointBody<E extends Endpoint> = InputOf<E['body']>;
export type EndpointData<E extends Endpoint> = OutputOf<E['response']>;

/** Keeps the literal types of a row while checking its shape. */
export const defineEndpoint = <const E extends Endpoint>(endpoint: E): E => endpoint;
