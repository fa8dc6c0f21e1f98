import { authResponse, fieldErrors, me, pagination, storedFile, user } from '@flotilla/contracts';
import type * as z from 'zod/mini';

/** Schemas that the OpenAPI document names once and refers to. Others are written out where they are used. */
export const namedSchemas: Readonly<Record<string, z.ZodMiniType>> = {
	User: user,
	Me: me,
	AuthResponse: authResponse,
	StoredFile: storedFile,
	Pagination: pagination,
	FieldErrors: fieldErrors,
};
