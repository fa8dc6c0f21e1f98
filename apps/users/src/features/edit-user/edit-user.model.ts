import type { User } from '@flotilla/contracts';
import { type Editor, mayEditField } from '../../person/editor.ts';
import {
	changesBetween,
	fieldsOf,
	type ProfileField,
	type ProfileFields,
	profileFields,
} from '../../profile-form/profile-fields.ts';

/** The fields that `editor` may change, which are nothing where they may only read. */
export const editableFields = (user: Pick<User, 'id' | 'role'>, editor: Editor): ReadonlySet<ProfileField> =>
	new Set(profileFields.filter((field) => mayEditField(editor, user, field)));

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
