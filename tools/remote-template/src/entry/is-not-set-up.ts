import { isApiError } from '@flotilla/api-client';

/** The server has no collection of that name, or none that the person may read. */
export const isNotSetUp = (error: unknown): boolean => isApiError(error) && error.code === 'COLLECTION_NOT_FOUND';
