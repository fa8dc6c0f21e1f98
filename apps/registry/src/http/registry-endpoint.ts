import type { ErrorCode, HttpMethod } from '@flotilla/contracts';
import type * as core from 'zod/v4/core';
import type { Verb } from '../tokens/verbs.ts';

/**
 * Who may call: everybody, whoever has a token, whoever has one with a verb for the `app` of the path, or whoever has one
 * for all apps with `admin`.
 */
export type Access = 'public' | 'token' | { readonly verb: Verb } | 'administrator';

/** One row of the registry's API: its route is registered from it, and the OpenAPI document is made of it. */
export interface RegistryEndpoint {
	readonly method: HttpMethod;
	/** Below `/registry/v1`. */
	readonly path: `/${string}`;
	readonly summary: string;
	readonly access: Access;
	readonly params?: core.$ZodType;
	readonly query?: core.$ZodType;
	/** Of JSON; none sent is `{}`. */
	readonly body?: core.$ZodType;
	/** Set when the body is not JSON: then the handler reads it. */
	readonly bodyType?: 'application/octet-stream';
	/** Bytes. Default: the server's, 1 MiB. */
	readonly bodyLimit?: number;
	/** Of a successful answer. Default 200; 204 has no body. */
	readonly status?: 200 | 201 | 204;
	/** Of an answer to what was done already; the handler sets it. */
	readonly repeatedStatus?: 200;
	/** What `data` of the answer is. */
	readonly response: core.$ZodType;
	/** Codes beyond those that any endpoint may give. */
	readonly errors?: readonly ErrorCode[];
	/** Whether builds are compared with what the API offers; it is asked for that first. Default false. */
	readonly comparesApi?: boolean;
}

/** Keeps the literal types of a row while checking its shape. */
export const defineEndpoint = <const E extends RegistryEndpoint>(endpoint: E): E => endpoint;
