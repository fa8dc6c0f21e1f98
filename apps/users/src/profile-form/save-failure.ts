import { isApiError } from '@flotilla/api-client';
import type { UseFormSetError } from 'react-hook-form';
import { isProfileField, type ProfileField, type ProfileFields, profileFields } from './profile-fields.ts';

/** Why a save was refused, in the words the form shows. */
export type SaveFailure =
	| { kind: 'conflict' }
	| {
			kind: 'refused';
			/** What is wrong with fields, by name; empty when none is to blame. */
			fields: Readonly<Partial<Record<ProfileField, string>>>;
			/** What there is to say beside; null: nothing. */
			message: string | null;
	  };

interface SaveFailureWords {
	/** What the form says in its own words. */
	t: (key: 'failed' | 'emailTaken') => string;
	/** The rest, as everywhere. */
	describe: (error: unknown) => string;
}

export const describeSaveFailure = (error: unknown, { t, describe }: SaveFailureWords): SaveFailure => {
	if (!isApiError(error)) return { kind: 'refused', fields: {}, message: t('failed') };
	if (error.code === 'VERSION_CONFLICT') return { kind: 'conflict' };
	if (error.code === 'EMAIL_TAKEN') return { kind: 'refused', fields: { email: t('emailTaken') }, message: null };
	const fields: Partial<Record<ProfileField, string>> = {};
	const rest: string[] = [];
	for (const [name, [message]] of Object.entries(error.errors ?? {})) {
		if (message === undefined) continue;
		if (isProfileField(name)) fields[name] = message;
		else rest.push(message);
	}
	const told = Object.keys(fields).length > 0 || rest.length > 0;
	return { kind: 'refused', fields, message: told ? rest.join(' ') || null : describe(error) };
};

/** Says at each field what is wrong with it; the first of them gets the focus. */
export const blameFields = (
	setError: UseFormSetError<ProfileFields>,
	messages: Readonly<Partial<Record<ProfileField, string>>>,
): void => {
	const blamed = profileFields.filter((field) => messages[field] !== undefined);
	for (const field of blamed) {
		setError(field, { type: 'server', message: messages[field] ?? '' }, { shouldFocus: field === blamed[0] });
	}
};
