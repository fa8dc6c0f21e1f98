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

/** @param describe says it in the person's language where it is about none of the fields: from `useDescribeError`. */
export const failureOf = (error: unknown, describe: (error: unknown) => string): NameFailure => {
	const theirs = conflictOf<User>(error)?.theirs;
	if (theirs !== undefined) return { kind: 'conflict', theirs };
	const problems = isApiError(error) ? error.errors : undefined;
	const fields = Object.fromEntries(
		nameFields.flatMap((field) => {
			const problem = problems?.[field]?.[0];
			return problem === undefined ? [] : [[field, problem]];
		}),
	);
	return { kind: 'refused', fields, message: Object.keys(fields).length > 0 ? null : describe(error) };
};
