/**
 * Every error code a Flotilla server can answer with: its HTTP status and the
 * sentence a person reads when nothing more precise is known.
 *
 * Codes are stable: a client may branch on them, so one is never renamed or reused.
 * Each has its paragraph in docs/errors.md.
 */
export const errorCatalogue = {
	BAD_REQUEST: { status: 400, message: 'The request could not be understood.' },
	MALFORMED_JSON: { status: 400, message: 'The request body is not valid JSON.' },
	INVALID_CREDENTIALS: { status: 401, message: 'E-mail address or password is wrong.' },
	AUTHENTICATION_REQUIRED: { status: 401, message: 'Sign in to continue.' },
	TOKEN_EXPIRED: { status: 401, message: 'The access token has expired.' },
	TOKEN_INVALID: { status: 401, message: 'The access token is not valid.' },
	SESSION_EXPIRED: { status: 401, message: 'The session has ended. Sign in again.' },
	SESSION_REVOKED: { status: 401, message: 'The session was revoked. Sign in again.' },
	FORBIDDEN: { status: 403, message: 'You do not have permission to do this.' },
	EMAIL_NOT_VERIFIED: { status: 403, message: 'Confirm your e-mail address first: follow the link we sent you.' },
	ACCOUNT_INACTIVE: { status: 403, message: 'This account is not active.' },
	SIGNATURE_INVALID: { status: 403, message: 'This link has expired or was altered.' },
	NOT_FOUND: { status: 404, message: 'There is nothing at this address.' },
	USER_NOT_FOUND: { status: 404, message: 'This user does not exist.' },
	SESSION_NOT_FOUND: { status: 404, message: 'This session does not exist or has ended.' },
	FILE_NOT_FOUND: { status: 404, message: 'This file does not exist.' },
	THUMBNAIL_NOT_FOUND: { status: 404, message: 'This file has no thumbnail.' },
	COLLECTION_NOT_FOUND: { status: 404, message: 'This collection does not exist.' },
	RECORD_NOT_FOUND: { status: 404, message: 'This record does not exist.' },
	UPLOAD_NOT_FOUND: { status: 404, message: 'This upload does not exist.' },
	METHOD_NOT_ALLOWED: { status: 405, message: 'This address does not answer to that method.' },
	EMAIL_TAKEN: { status: 409, message: 'An account with this e-mail address already exists.' },
	USER_EXISTS: { status: 409, message: 'An account with this id already exists.' },
	LAST_ADMIN: { status: 409, message: 'The last administrator cannot be removed or demoted.' },
	COLLECTION_OWNED: { status: 409, message: 'This collection belongs to another remote.' },
	SCHEMA_INCOMPATIBLE: { status: 409, message: 'Records that exist do not fit this schema.' },
	RECORD_EXISTS: { status: 409, message: 'A record with this id already exists.' },
	CANNOT_DELETE_SELF: { status: 409, message: 'Nobody can delete their own account.' },
	BULK_REFUSED: { status: 409, message: 'Nothing was changed, because it cannot be done to everybody named.' },
	VERSION_EXISTS: { status: 409, message: 'This version was already published with other content.' },
	ASSET_CONFLICT: { status: 409, message: 'An asset with this path already exists with other content.' },
	CHANNEL_MOVED: { status: 409, message: 'The channel changed in the meantime. Look again and retry.' },
	IDEMPOTENCY_IN_PROGRESS: { status: 409, message: 'The same request is still being carried out. Wait and repeat it.' },
	IDEMPOTENCY_ANSWER_LOST: {
		status: 409,
		message: 'This was done, but its answer was lost. Read what it changed.',
	},
	UNDO_EXPIRED: { status: 410, message: 'This can no longer be taken back.' },
	LINK_INVALID: { status: 410, message: 'This link does not work: it is not complete, or is no longer known.' },
	LINK_USED: { status: 410, message: 'This link is of no more use: it, or another one like it, was used before.' },
	LINK_EXPIRED: { status: 410, message: 'This link has run out. Ask for a new one.' },
	UPLOAD_OFFSET_MISMATCH: { status: 409, message: 'The upload does not go on at this place.' },
	UPLOAD_EXPIRED: { status: 410, message: 'This upload was not finished in time. Begin again.' },
	VERSION_CONFLICT: { status: 412, message: 'Somebody else changed this in the meantime.' },
	TUS_VERSION_UNSUPPORTED: { status: 412, message: 'Resumable uploads speak tus 1.0.0.' },
	FILE_TOO_LARGE: { status: 413, message: 'The file is larger than allowed.' },
	RECORD_TOO_LARGE: { status: 413, message: 'The record is larger than allowed.' },
	IMAGE_TOO_LARGE: { status: 413, message: 'The image has more pixels than allowed.' },
	QUOTA_EXCEEDED: { status: 413, message: 'There is not enough space left for this.' },
	BODY_TOO_LARGE: { status: 413, message: 'The request is larger than allowed.' },
	UNSUPPORTED_MEDIA_TYPE: { status: 415, message: 'This content type is not supported.' },
	FILE_TYPE_NOT_ALLOWED: { status: 415, message: 'Files of this type are not allowed.' },
	FILE_CONTENT_MISMATCH: { status: 415, message: 'The content of the file does not match its type.' },
	RANGE_NOT_SATISFIABLE: { status: 416, message: 'The file does not have the part that was asked for.' },
	VALIDATION_FAILED: { status: 422, message: 'Some values are missing or not valid.' },
	IDEMPOTENCY_KEY_REUSED: { status: 422, message: 'This Idempotency-Key was used for another request.' },
	CURSOR_INVALID: { status: 422, message: 'This cursor does not belong to the list as it is sorted now.' },
	CSV_INVALID: { status: 422, message: 'This is not a CSV file that can be read.' },
	TOO_MANY_ROWS: { status: 422, message: 'The file has more rows than one import may have.' },
	SELECTION_TOO_LARGE: { status: 422, message: 'More people fit than may be changed at once. Narrow the selection.' },
	IMPORT_REFUSED: { status: 422, message: 'Nothing was imported, because some rows cannot be.' },
	BUILD_INVALID: { status: 422, message: 'This is not a build that can be published.' },
	BUILD_INCOMPLETE: { status: 422, message: 'Files of this build have not been uploaded.' },
	HASH_MISMATCH: { status: 422, message: 'The uploaded bytes do not match their hash.' },
	SHARED_RANGE_UNMET: {
		status: 422,
		message: 'The shell does not provide a shared module in the range this build needs.',
	},
	BUILD_UNSIGNED: { status: 422, message: 'Builds of this app have to be signed, and this one is not.' },
	BUILD_SIGNATURE_INVALID: { status: 422, message: 'The signature is not one over this build.' },
	SIGNING_KEY_UNTRUSTED: { status: 422, message: 'The build is signed with a key that its app does not trust.' },
	SIGN_IN_LOCKED: { status: 429, message: 'Too many failed attempts to sign in. Wait and try again.' },
	UPLOAD_BUSY: { status: 423, message: 'This upload is being written by another request.' },
	RATE_LIMITED: { status: 429, message: 'Too many requests. Wait a moment.' },
	INTERNAL_ERROR: { status: 500, message: 'Something went wrong on our side.' },
	UPSTREAM_UNAVAILABLE: { status: 502, message: 'A service behind this one does not answer.' },
	SHUTTING_DOWN: { status: 503, message: 'The server is restarting. Try again in a moment.' },
	NOT_READY: { status: 503, message: 'The server is not ready yet.' },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof errorCatalogue;

/** What whatever asks who is there may answer. */
export const accessErrors = [
	'AUTHENTICATION_REQUIRED',
	'TOKEN_EXPIRED',
	'TOKEN_INVALID',
	'SESSION_EXPIRED',
	'SESSION_REVOKED',
	'ACCOUNT_INACTIVE',
	'FORBIDDEN',
] as const satisfies readonly ErrorCode[];

export const isErrorCode = (value: unknown): value is ErrorCode =>
	typeof value === 'string' && Object.hasOwn(errorCatalogue, value);
