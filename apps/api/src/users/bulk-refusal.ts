import { type ErrorCode, errorCatalogue, type FieldErrors } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';

/** Gathers why something cannot be done to some of many, so that the answer names all of them. */
export interface BulkRefusal {
	add(id: string, code: ErrorCode): void;
	/** Throws `HttpError` BULK_REFUSED if anything was added. */
	assertNone(): void;
}

export const createBulkRefusal = (): BulkRefusal => {
	const errors: FieldErrors = {};
	return {
		add(id, code) {
			errors[id] = [errorCatalogue[code].message];
		},
		assertNone() {
			if (Object.keys(errors).length > 0) throw createHttpError('BULK_REFUSED', { errors });
		},
	};
};
