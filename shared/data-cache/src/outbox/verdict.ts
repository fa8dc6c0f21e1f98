import { isTakenId } from '../writes/taken-id.ts';
import type { Operation, OperationError } from './operation.ts';

/**
 * What a failed attempt means:
 * - `done`: it took effect, though its answer is lost;
 * - `wait`: it passes by itself; `retryAfter` in seconds when the server named a time;
 * - `conflict`: somebody else was faster;
 * - `refused`: it does not pass by itself.
 */
export type Verdict =
	| { readonly kind: 'done' }
	| { readonly kind: 'wait'; readonly error: OperationError; readonly retryAfter?: number }
	| { readonly kind: 'conflict' | 'refused'; readonly error: OperationError };

/** Attempts after which a server that answers 500 each time is believed: it is this operation that it cannot do. */
export const maximumServerErrors = 10;

/** Codes with status 0 that no wait makes better. */
const neverPasses: readonly string[] = ['URL_REFUSED'];

/** The session ended or is being renewed: that says nothing about the operation. */
const unauthorised = 401;

export const judge = (thrown: unknown, operation: Pick<Operation, 'kind' | 'attempts'>): Verdict => {
	const error = toOperationError(thrown);
	const { code, status } = error;
	if (code === 'IDEMPOTENCY_ANSWER_LOST') return { kind: 'done' };
	// The id was chosen here and nobody else knows it: an earlier attempt made the row, longer ago than keys are kept.
	if (isTakenId(code) && operation.kind === 'create' && operation.attempts > 1) return { kind: 'done' };
	// What is to be gone is gone.
	if (status === 404 && operation.kind === 'remove' && code !== 'COLLECTION_NOT_FOUND') return { kind: 'done' };
	if (status === 412) return { kind: 'conflict', error };
	if (passes(error, operation.attempts)) return { kind: 'wait', error, ...retryAfterOf(thrown) };
	return { kind: 'refused', error };
};

const passes = ({ code, status }: OperationError, attempts: number): boolean => {
	if (status === 0) return !neverPasses.includes(code);
	if (code === 'IDEMPOTENCY_IN_PROGRESS') return true;
	if (status === 500) return attempts < maximumServerErrors;
	return status === unauthorised || status === 408 || status === 429 || status > 500;
};

/** What has no code of its own, e.g. an error in the sender itself, is told as it is and treated as refused. */
const toOperationError = (thrown: unknown): OperationError => {
	const { code, status, message, errors } = Object(thrown) as Partial<Record<keyof OperationError, unknown>>;
	const known = typeof code === 'string' && typeof status === 'number';
	return {
		code: known ? code : 'INTERNAL_ERROR',
		status: known ? status : 400,
		message: typeof message === 'string' ? message : String(thrown),
		...(typeof errors === 'object' && errors !== null && { errors: errors as NonNullable<OperationError['errors']> }),
	};
};

const retryAfterOf = (thrown: unknown): { retryAfter?: number } => {
	const { retryAfter } = Object(thrown) as { retryAfter?: unknown };
	return typeof retryAfter === 'number' ? { retryAfter } : {};
};
