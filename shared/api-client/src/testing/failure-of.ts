import { type ApiError, isApiError } from '../error/api-error.ts';

/** What a call failed with; fails itself when that is no `ApiError`, or nothing. */
export const failureOf = async (promise: Promise<unknown>): Promise<ApiError> => {
	const error = await promise.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	if (!isApiError(error)) throw new Error(`Expected an ApiError, got ${String(error)}`);
	return error;
};
