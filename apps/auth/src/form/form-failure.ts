import { isApiError } from '@flotilla/api-client';
import { minimumPasswordLength } from '@flotilla/contracts';
import type { AccountMessage } from '../messages/account.messages.ts';
import type { FieldProblems, Problem } from './problem.ts';

/** Why a form was not accepted. */
export interface FormFailure {
	fields: FieldProblems;
	/** What belongs to no field of the form; null when the fields say it all. */
	message: Problem | null;
	/** Seconds until another attempt makes sense; 0 at once. */
	retryAfter: number;
}

/** Our words for what the server answers as a whole. */
const byCode: Readonly<Record<string, AccountMessage>> = {
	INVALID_CREDENTIALS: 'credentialsWrong',
	EMAIL_NOT_VERIFIED: 'addressUnconfirmed',
	ACCOUNT_INACTIVE: 'accountInactive',
	RATE_LIMITED: 'busy',
	SIGN_IN_LOCKED: 'locked',
	NETWORK_ERROR: 'serverUnreachable',
	CIRCUIT_OPEN: 'serverUnreachable',
	TIMEOUT: 'serverSlow',
	INTERNAL_ERROR: 'serverFailed',
	UPSTREAM_UNAVAILABLE: 'serverFailed',
	RESPONSE_INVALID: 'serverFailed',
};

/** Our words for what it finds wrong with a field. What it may find with others, it says itself. */
const byField: Readonly<Record<string, Problem>> = {
	email: { key: 'emailInvalid' },
	password: { key: 'passwordTooShort', values: { minimum: minimumPasswordLength } },
	newPassword: { key: 'passwordTooShort', values: { minimum: minimumPasswordLength } },
	confirmPassword: { key: 'passwordsDiffer' },
	currentPassword: { key: 'currentPasswordWrong' },
	acceptTerms: { key: 'termsMissing' },
};

const waitingCodes: readonly string[] = ['RATE_LIMITED', 'SIGN_IN_LOCKED'];

/** Where a wrong pair is shown: the password is what has to be typed again. */
const credentialsField = 'password';

/**
 * Sorts what the server said into the fields of this form and the rest.
 *
 * @param fieldNames the names of the form's fields; messages for others join `message`.
 */
export const describeFormFailure = (error: unknown, fieldNames: readonly string[]): FormFailure => {
	if (!isApiError(error)) return { fields: {}, message: { key: 'failed' }, retryAfter: 0 };
	const { code, errors, message } = error;
	if (code === 'INVALID_CREDENTIALS' && fieldNames.includes(credentialsField)) {
		return { fields: { [credentialsField]: { key: 'credentialsWrong' } }, message: null, retryAfter: 0 };
	}
	const retryAfter = waitingCodes.includes(code) ? Math.ceil(error.retryAfter ?? 0) : 0;
	if (code === 'RATE_LIMITED' && retryAfter > 0) return { fields: {}, message: { key: 'tooManyAttempts' }, retryAfter };
	const fields: Record<string, Problem> = {};
	const rest: string[] = [];
	for (const [name, [text]] of Object.entries(errors ?? {})) {
		if (text === undefined) continue;
		if (fieldNames.includes(name)) fields[name] = byField[name] ?? { text };
		else rest.push(text);
	}
	if (rest.length > 0) return { fields, message: { text: rest.join(' ') }, retryAfter };
	if (Object.keys(fields).length > 0) return { fields, message: null, retryAfter };
	const key = byCode[code];
	if (key !== undefined) return { fields, message: { key }, retryAfter };
	return { fields, message: message === '' ? { key: 'failed' } : { text: message }, retryAfter };
};
