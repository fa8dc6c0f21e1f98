import type { ErrorCode, FieldErrors } from '@flotilla/contracts';
import type { FastifyError } from 'fastify';
import { createFieldErrors } from './field-errors.ts';
import { createHttpError, type HttpError, isHttpError } from './http-error.ts';

const codesByFastifyCode: Readonly<Record<string, ErrorCode>> = {
	FST_ERR_CTP_INVALID_JSON_BODY: 'MALFORMED_JSON',
	FST_ERR_CTP_EMPTY_JSON_BODY: 'MALFORMED_JSON',
	FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
	FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
};

/** What PostgreSQL says of text it cannot store: bytes that are no UTF-8, or U+0000. No schema should let them through. */
const codesByDatabaseCode: Readonly<Record<string, ErrorCode>> = {
	'22021': 'VALIDATION_FAILED',
	'22P05': 'VALIDATION_FAILED',
};

/** A full disk or quota, as the operating system says it and as PostgreSQL does. */
const codesOfFullStorage: Readonly<Record<string, ErrorCode>> = {
	ENOSPC: 'STORAGE_FULL',
	EDQUOT: 'STORAGE_FULL',
	'53100': 'STORAGE_FULL',
};

const codesByStatus: Readonly<Record<number, ErrorCode>> = {
	401: 'AUTHENTICATION_REQUIRED',
	403: 'FORBIDDEN',
	404: 'NOT_FOUND',
	405: 'METHOD_NOT_ALLOWED',
	413: 'BODY_TOO_LARGE',
	415: 'UNSUPPORTED_MEDIA_TYPE',
	422: 'VALIDATION_FAILED',
	429: 'RATE_LIMITED',
	503: 'NOT_READY',
};

const fieldErrors = (failures: NonNullable<FastifyError['validation']>): FieldErrors => {
	const errors = createFieldErrors();
	for (const { instancePath, message = 'Not valid.', params } of failures) {
		const path = instancePath.split('/').filter((segment) => segment !== '');
		const unknownKeys = Array.isArray(params.keys) ? params.keys.map(String) : undefined;
		const found =
			unknownKeys === undefined
				? [{ field: path.join('.') || '_', text: message }]
				: unknownKeys.map((key) => ({ field: [...path, key].join('.'), text: 'This field is not known.' }));
		for (const { field, text } of found) errors.add(field, text);
	}
	return errors.read();
};

/** Any thrown value as what the client may know; a fault of ours becomes INTERNAL_ERROR without details. */
export const toHttpError = (error: unknown): HttpError => {
	if (isHttpError(error)) return error;
	if (!(error instanceof Error)) return createHttpError('INTERNAL_ERROR', { cause: error });
	const { validation, code, statusCode } = error as Partial<FastifyError>;
	if (validation !== undefined)
		return createHttpError('VALIDATION_FAILED', { errors: fieldErrors(validation), cause: error });
	const known =
		code === undefined
			? undefined
			: (codesByFastifyCode[code] ?? codesByDatabaseCode[code] ?? codesOfFullStorage[code]);
	if (known !== undefined) return createHttpError(known, { cause: error });
	if (statusCode === undefined || statusCode < 400 || statusCode >= 500) {
		return createHttpError('INTERNAL_ERROR', { cause: error });
	}
	return createHttpError(codesByStatus[statusCode] ?? 'BAD_REQUEST', { cause: error });
};
