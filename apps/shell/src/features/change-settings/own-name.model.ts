import { isApiError } from '@flotilla/api-client';
import type { User } from '@flotilla/contracts';
import { conflictOf } from '@flotilla/data-cache';

export const nameFields = ['firstName', 'lastName'] as const;
export type NameField = (typeof nameFields)[number];
export type NameDraft = Readonly<Partial<Record<NameField, string>>>;

/** What was typed and is not what is saved. */
export const changesOf = (user: Pick<User, NameField>, draft: NameDraft): NameDraft =>
	Object.fromEntries(
		nameFields.flatMap((field) => {
			const value = draft[field]?.trim();
			return value === undefined || value === user[field] ? [] : [[field, value]];
		}),
	);

/** The fields that nobody can be called by. */
export const emptyFields = (draft: NameDraft): NameField[] => nameFields.filter((field) => draft[field]?.trim() === '');

/** Why a save was refused. */
export type NameFailure =
	| { kind: 'conflict'; theirs: User }
	| { kind: 'refused'; fields: Partial<Record<NameField, string>>; message: string | null };

export const failureOf = (error: unknown): NameFailure => {
	const theirs = conflictOf<User>(error)?.theirs;
	if (theirs !== undefined) return { kind: 'conflict', theirs };
	if (!isApiError(error)) return { kind: 'refused', fields: {}, message: String(error) };
	const fields = Object.fromEntries(
		nameFields.flatMap((field) => {
			const problem = error.errors?.[field]?.[0];
			return problem === undefined ? [] : [[field, problem]];
		}),
	);
	return { kind: 'refused', fields, message: Object.keys(fields).length > 0 ? null : error.message };
};
