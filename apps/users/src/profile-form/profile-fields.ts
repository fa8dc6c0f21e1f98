import type { Role, User, UserStatus } from '@flotilla/contracts';

/** The fields of a person that a form has, as they are typed. */
export interface ProfileFields {
	firstName: string;
	lastName: string;
	email: string;
	role: Role;
	status: UserStatus;
}
export type ProfileField = keyof ProfileFields;

/** In the order of forms and dialogs. */
export const profileFields = [
	'firstName',
	'lastName',
	'email',
	'role',
	'status',
] as const satisfies readonly ProfileField[];

export const isProfileField = (name: string): name is ProfileField =>
	(profileFields as readonly string[]).includes(name);

export const fieldsOf = ({ firstName, lastName, email, role, status }: User): ProfileFields => ({
	firstName,
	lastName,
	email,
	role,
	status,
});

/** Only what differs, texts trimmed: what nobody touched is not sent, so it cannot overwrite anything. */
export const changesBetween = (base: ProfileFields, typed: Partial<ProfileFields>): Partial<ProfileFields> =>
	Object.fromEntries(
		profileFields.flatMap((field) => {
			const value = typed[field]?.trim();
			return value === undefined || value === base[field] ? [] : [[field, value]];
		}),
	);
