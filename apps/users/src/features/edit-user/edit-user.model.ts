import type { Permission, User } from '@flotilla/contracts';
import { changesBetween, fieldsOf, type ProfileField, type ProfileFields } from '../../profile-form/profile-fields.ts';

/** People may change their own name; the rest of a profile takes `users:update`, the role its own permission. */
export const editableFields = (
	user: Pick<User, 'id'>,
	me: { id: string | undefined; can: (permission: Permission) => boolean },
): ReadonlySet<ProfileField> =>
	new Set<ProfileField>([
		...(user.id === me.id ? (['firstName', 'lastName'] as const) : []),
		...(me.can('users:update') ? (['firstName', 'lastName', 'email', 'status'] as const) : []),
		...(me.can('users:update-role') ? (['role'] as const) : []),
	]);

/** Whether a save would send anything. */
export const isDirty = (base: User, typed: Partial<ProfileFields>): boolean =>
	Object.keys(changesBetween(fieldsOf(base), typed)).length > 0;

/**
 * What stands in the form after `sent` was saved as `saved`: what was typed while the save was on its way stays.
 * What was sent goes even where the server wrote it otherwise, e.g. an address in lower case.
 */
export const settle = (current: ProfileFields, sent: ProfileFields, saved: User): ProfileFields => {
	const typedSince = Object.entries(current).filter(([field, value]) => value !== sent[field as ProfileField]);
	return { ...fieldsOf(saved), ...Object.fromEntries(typedSince) };
};

/**
 * The version that a form is typed over, now that the cache holds `shown`: an untouched form follows the person live, a
 * touched one keeps the version it began with, so that `If-Match` can tell that somebody else was faster.
 */
export const baseOf = (base: User, typed: Partial<ProfileFields>, shown: User): User =>
	base.id === shown.id && isDirty(base, typed) ? base : shown;
