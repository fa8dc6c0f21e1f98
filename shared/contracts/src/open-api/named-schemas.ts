import type * as z from 'zod/mini';
import { authResponse, me } from '../auth/auth.ts';
import { storedFile } from '../files/file.ts';
import { fieldErrors, pagination } from '../http/envelope.ts';
import { user } from '../users/user.ts';

/** Schemas that the API's OpenAPI document names once and refers to. Others are written out where they are used. */
export const namedSchemas: Readonly<Record<string, z.ZodMiniType>> = {
	User: user,
	Me: me,
	AuthResponse: authResponse,
	StoredFile: storedFile,
	Pagination: pagination,
	FieldErrors: fieldErrors,
};
