import type { ErrorCode } from '@flotilla/contracts';

/**
 * Refusals of what nobody does who has done all right: somebody tries what is not theirs, or something was altered on its
 * way. Each is a line of level `warn` in the log, with its code and what was refused. docs/deployment/trust.md lists them.
 */
export const alarmingRefusals: ReadonlySet<ErrorCode> = new Set([
	'TOKEN_INVALID',
	'TOKEN_EXPIRED',
	'FORBIDDEN',
	'HASH_MISMATCH',
	'VERSION_EXISTS',
	'ASSET_CONFLICT',
	'BUILD_UNSIGNED',
	'BUILD_SIGNATURE_INVALID',
	'SIGNING_KEY_UNTRUSTED',
	'LINK_INVALID',
	'LINK_EXPIRED',
] satisfies ErrorCode[]);
