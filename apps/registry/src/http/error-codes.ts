import type { ErrorCode } from '@flotilla/contracts';
import type { RegistryEndpoint } from './registry-endpoint.ts';

/** Any endpoint may answer these. */
const always: readonly ErrorCode[] = ['BAD_REQUEST', 'VALIDATION_FAILED', 'INTERNAL_ERROR', 'SHUTTING_DOWN'];
const withToken: readonly ErrorCode[] = ['AUTHENTICATION_REQUIRED', 'TOKEN_INVALID', 'TOKEN_EXPIRED', 'FORBIDDEN'];
const withBody: readonly ErrorCode[] = [
	'MALFORMED_JSON',
	'BODY_TOO_LARGE',
	'UNSUPPORTED_MEDIA_TYPE',
	// What is written finds no room.
	'STORAGE_FULL',
];

/** What putting a build live is refused for. */
export const deployErrors: readonly ErrorCode[] = [
	'NOT_FOUND',
	'SHARED_RANGE_UNMET',
	'BUILD_INVALID',
	'DEPLOY_REFUSED',
	'BUILD_UNSIGNED',
	'BUILD_SIGNATURE_INVALID',
	'SIGNING_KEY_UNTRUSTED',
];
/** What moving a pointer is refused for. */
export const moveErrors: readonly ErrorCode[] = [...deployErrors, 'POINTER_PINNED', 'CHANNEL_MOVED'];

/** Every code an answer of the row may carry. */
export const errorCodesOf = ({ access, method, errors = [] }: RegistryEndpoint): ErrorCode[] => [
	...new Set([...always, ...(access === 'public' ? [] : withToken), ...(method === 'GET' ? [] : withBody), ...errors]),
];
