import { type UpdateUserBody, type User, updateUserBody } from '@flotilla/contracts';

/** What a cell holds while it is edited. */
export type CellDraft = Readonly<Partial<Record<'firstName' | 'lastName' | 'role' | 'status', string>>>;

/** What of it differs from the person; null when a name is missing or too long. */
export const toChanges = (user: User, draft: CellDraft): UpdateUserBody | null => {
	const parsed = updateUserBody.safeParse(draft);
	if (!parsed.success) return null;
	const changed = Object.entries(parsed.data).filter(([field, value]) => value !== user[field as keyof User]);
	return Object.fromEntries(changed);
};
