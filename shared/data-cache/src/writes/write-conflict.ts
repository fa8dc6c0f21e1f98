import { isApiError } from '@flotilla/api-client';
import type { Row } from '../cache/change.ts';

/** Somebody was faster: three versions of one row, for a person or a rule to choose from. */
export interface WriteConflict<R extends Row = Row> {
	/** The row that the change was made on; undefined when it was not cached. */
	base: R | undefined;
	/** The base with the change in it. */
	mine: R | undefined;
	/** The row as it is now, which is also what is shown; undefined when it is gone or could not be read. */
	theirs: R | undefined;
}

const conflicts = new WeakMap<object, WriteConflict>();

export const noteConflict = (error: object, conflict: WriteConflict): void => {
	conflicts.set(error, conflict);
};

/**
 * What a write that was refused with `VERSION_CONFLICT` was in conflict with; undefined for any other error. To keep
 * mine, write again with `ifMatch: theirs.version`; to take theirs, do nothing.
 */
export const conflictOf = <R extends Row = Row>(error: unknown): WriteConflict<R> | undefined =>
	isApiError(error) ? (conflicts.get(error) as WriteConflict<R> | undefined) : undefined;
