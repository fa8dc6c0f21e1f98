import { isApiError } from '@flotilla/api-client';
import { isProfileField, type ProfileField } from './profile-fields.ts';

/** Why a save was refused, in the words the form shows. */
export type SaveFailure =
	| { kind: 'conflict' }
	| {
			kind: 'refused';
			/** What the server says of fields, by name; empty when none is to blame. */
			fields: Readonly<Partial<Record<ProfileField, string>>>;
			/** What it says beside; null: nothing. `unknown` when it did not say why. */
			message: string | 'unknown' | null;
	  };

export const describeSaveFailure = (error: unknown): SaveFailure => {
	if (!isApiError(error)) return { kind: 'refused', fields: {}, message: 'unknown' };
	if (error.code === 'VERSION_CONFLICT') return { kind: 'conflict' };
	if (error.code === 'EMAIL_TAKEN') return { kind: 'refused', fields: { email: error.message }, message: null };
	const fields: Partial<Record<ProfileField, string>> = {};
	const rest: string[] = [];
	for (const [name, [message]] of Object.entries(error.errors ?? {})) {
		if (message === undefined) continue;
		if (isProfileField(name)) fields[name] = message;
		else rest.push(message);
	}
	const told = Object.keys(fields).length > 0 || rest.length > 0;
	return { kind: 'refused', fields, message: told ? rest.join(' ') || null : error.message };
};
