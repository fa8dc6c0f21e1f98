import { isApiError } from '@flotilla/api-client';
import { describeWait } from './describe-wait.ts';

/** Why a form was not accepted, in the words its view shows. */
export interface FormFailure {
	/** One sentence per field, by the field's name. */
	fields: Readonly<Record<string, string>>;
	/** What belongs to no field of the form; null when the fields say it all. */
	message: string | null;
	/** Seconds until another attempt makes sense; 0 at once. */
	retryAfter: number;
}

const waitingCodes: readonly string[] = ['RATE_LIMITED', 'SIGN_IN_LOCKED'];
const fallback = 'Something went wrong and nothing was saved. Try again.';

/**
 * Sorts what the server said into the fields of this form and the rest.
 *
 * @param fieldNames the names of the form's fields; messages for others join `message`.
 */
export const describeFormFailure = (error: unknown, fieldNames: readonly string[]): FormFailure => {
	if (!isApiError(error)) return { fields: {}, message: fallback, retryAfter: 0 };
	const fields: Record<string, string> = {};
	const rest: string[] = [];
	for (const [name, [message]] of Object.entries(error.errors ?? {})) {
		if (message === undefined) continue;
		if (fieldNames.includes(name)) fields[name] = message;
		else rest.push(message);
	}
	const retryAfter = waitingCodes.includes(error.code) ? Math.ceil(error.retryAfter ?? 0) : 0;
	if (retryAfter > 0)
		return { fields: {}, message: `Too many attempts. Try again in ${describeWait(retryAfter)}.`, retryAfter };
	if (rest.length > 0) return { fields, message: rest.join(' '), retryAfter };
	return { fields, message: Object.keys(fields).length > 0 ? null : error.message || fallback, retryAfter };
};
