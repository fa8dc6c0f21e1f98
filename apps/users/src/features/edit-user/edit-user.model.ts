import { isApiError } from '@flotilla/api-client';
import type { Permission, Role, UpdateUserBody, User, UserStatus } from '@flotilla/contracts';

/** The fields of the profile that can be changed. */
export interface ProfileFields {
	firstName: string;
	lastName: string;
	email: string;
	role: Role;
	status: UserStatus;
}
export type ProfileField = keyof ProfileFields;

export const profileFields = [
	'firstName',
	'lastName',
	'email',
	'role',
	'status',
] as const satisfies readonly ProfileField[];

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

/** What was typed, on top of the version of the user it was typed over. */
export interface ProfileDraft {
	base: User;
	typed: Partial<ProfileFields>;
}

export const startDraft = (base: User): ProfileDraft => ({ base, typed: {} });

export const typeInto = <F extends ProfileField>(
	draft: ProfileDraft,
	field: F,
	value: ProfileFields[F],
): ProfileDraft => ({
	...draft,
	typed: { ...draft.typed, [field]: value },
});

/** Only what differs from the base, texts trimmed: what nobody touched is not sent, so it cannot overwrite anything. */
export const changesOf = ({ base, typed }: ProfileDraft): UpdateUserBody => {
	const changes: Record<string, string> = {};
	for (const field of profileFields) {
		const value = typed[field]?.trim();
		if (value !== undefined && value !== base[field]) changes[field] = value;
	}
	return changes;
};

export const isDirty = (draft: ProfileDraft): boolean => Object.keys(changesOf(draft)).length > 0;

/**
 * The draft after `sent` was saved as `saved`: what was typed while the save was on its way stays a draft.
 * What was sent goes even where the server wrote it otherwise, e.g. an address in lower case.
 */
export const settleDraft = (current: ProfileDraft, sent: ProfileDraft, saved: User): ProfileDraft => ({
	base: saved,
	typed: Object.fromEntries(
		Object.entries(current.typed).filter(([field, value]) => value !== sent.typed[field as ProfileField]),
	),
});

/**
 * The draft over what the cache now holds: an untouched form follows the user live, a touched
 * one keeps the version it began with, so that `If-Match` can tell that somebody else was faster.
 */
export const followUser = (draft: ProfileDraft, user: User): ProfileDraft =>
	draft.base.id === user.id && isDirty(draft) ? draft : startDraft(user);

/** Why a save was refused, in the words the form shows. */
export type SaveFailure =
	| { kind: 'conflict' }
	| { kind: 'refused'; fields: Readonly<Record<string, string>>; message: string | null };

export const describeSaveFailure = (error: unknown): SaveFailure => {
	if (!isApiError(error)) {
		return { kind: 'refused', fields: {}, message: 'Something went wrong. Your changes are still here; try again.' };
	}
	if (error.code === 'VERSION_CONFLICT') return { kind: 'conflict' };
	if (error.code === 'EMAIL_TAKEN') return { kind: 'refused', fields: { email: error.message }, message: null };
	const fields: Record<string, string> = {};
	const rest: string[] = [];
	for (const [name, [message]] of Object.entries(error.errors ?? {})) {
		if (message === undefined) continue;
		if ((profileFields as readonly string[]).includes(name)) fields[name] = message;
		else rest.push(message);
	}
	const told = Object.keys(fields).length > 0 || rest.length > 0;
	return { kind: 'refused', fields, message: told ? rest.join(' ') || null : error.message };
};
