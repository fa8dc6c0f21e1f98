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

/**
 * The version that a change is made on. What else of the person came in while the cell was edited, one's own change of
 * the cell before included, is none of its business; another value of what is changed is, and has to be refused.
 */
export const baseOf = (begun: User, now: User, changes: UpdateUserBody): User =>
	Object.keys(changes).every((field) => begun[field as keyof User] === now[field as keyof User]) ? now : begun;
