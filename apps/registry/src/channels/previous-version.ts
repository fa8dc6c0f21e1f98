import type { PointerAction } from '../database/schema.ts';

/**
 * Where a rollback goes, by an app's changes in one channel, oldest first; `null` when there
 * is nothing before the present version.
 *
 * History is read as an undo stack: promoting adds to it, rolling back takes the top off. So two
 * rollbacks in a row go back two versions, and do not return to the bad one the first left.
 */
export const previousVersion = (changes: readonly { version: string; action: PointerAction }[]): string | null => {
	const stack: string[] = [];
	for (const { version, action } of changes) {
		if (action === 'rollback') stack.pop();
		else stack.push(version);
	}
	return stack.at(-2) ?? null;
};
