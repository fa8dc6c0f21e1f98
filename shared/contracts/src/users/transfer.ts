import * as z from 'zod/mini';
import { role } from '../auth/permissions.ts';
import { email } from '../http/fields.ts';
import { personName, userStatus, usersSelection } from './user.ts';

/** Columns of an export, in this order. An import reads the `importColumns` among them and ignores the others. */
export const exportColumns = [
	'id',
	'email',
	'firstName',
	'lastName',
	'role',
	'status',
	'emailVerified',
	'createdAt',
	'updatedAt',
	'lastSignInAt',
] as const;

/** Columns that an import reads, in any order; `role` and `status` may be missing or empty. */
export const importColumns = ['email', 'firstName', 'lastName', 'role', 'status'] as const;

/** What a row of an import says of a person. */
export const importedUser = z.object({
	email,
	firstName: personName,
	lastName: personName,
	/** Default: `member` for a new account, and no change for one that is there. */
	role: z.optional(role),
	/** Default: `active` for a new account, and no change for one that is there. */
	status: z.optional(userStatus),
});
export type ImportedUser = z.infer<typeof importedUser>;

export const exportUsersQuery = z.object({
	format: z._default(z.enum(['csv']), 'csv'),
	/** `1` begins with a byte order mark, by which Excel knows UTF-8. Default `0`. */
	bom: z._default(z.enum(['0', '1']), '0'),
	...usersSelection,
});
export type ExportUsersQuery = z.input<typeof exportUsersQuery>;

export const importUsersQuery = z.object({
	/**
	 * `partial`: what can be imported is, and the rest is reported. `all-or-nothing`: one row that cannot be
	 * imported refuses the file (IMPORT_REFUSED). Default `partial`.
	 */
	mode: z._default(z.enum(['partial', 'all-or-nothing']), 'partial'),
	/** What a row does whose address already has an account; `update` needs `users:update`. Default `error`. */
	onExisting: z._default(z.enum(['error', 'skip', 'update']), 'error'),
	/** `1` answers what would happen and changes nothing. Default `0`. */
	dryRun: z._default(z.enum(['0', '1']), '0'),
});
export type ImportUsersQuery = z.input<typeof importUsersQuery>;

export const importRowCodes = [
	/** A value is missing or not valid. */
	'VALUE_INVALID',
	/** The row has more or fewer cells than the header. */
	'ROW_MALFORMED',
	/** The cell would be a formula in a spreadsheet; an apostrophe before it makes it a text. */
	'CELL_IS_FORMULA',
	/** An earlier row of the file has the same address. */
	'DUPLICATE_ROW',
	/** The address already has an account. */
	'EMAIL_TAKEN',
	/** The role, or a change of this account, is not for you to give. */
	'FORBIDDEN',
	/** The last administrator would be no longer one. */
	'LAST_ADMIN',
] as const;

/** Why a row was not imported. */
export const importRowError = z.object({
	/** As in a spreadsheet: the header is 1. */
	row: z.int(),
	/** The column, where one is to blame. */
	field: z.optional(z.string()),
	code: z.enum(importRowCodes),
	message: z.string(),
	/** The cell, at most its first 100 characters. */
	value: z.optional(z.string()),
});
export type ImportRowError = z.infer<typeof importRowError>;

/** Errors that an answer lists; `failed` counts all rows that failed. */
export const maximumImportErrors = 1000;

export const importUsersResult = z.object({
	/** New accounts. */
	imported: z.int(),
	/** Accounts that were changed. */
	updated: z.int(),
	/** Rows whose account is there already: left alone, or already as the row says. */
	skipped: z.int(),
	/** Rows with errors. */
	failed: z.int(),
	/** In the order of rows, at most the first 1,000. */
	errors: z.array(importRowError),
	/** Columns of the file that are not read. */
	ignoredColumns: z.array(z.string()),
	/** Whether nothing was changed because that was asked for. */
	dryRun: z.boolean(),
});
export type ImportUsersResult = z.infer<typeof importUsersResult>;
