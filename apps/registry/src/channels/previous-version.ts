import type { PointerAction } from '../database/schema.ts';

/**
 * Where a rollback goes, by an app's changes in one channel, oldest first; `null` when there
 * is nothing before the present version.
 *
 * History is read as an undo stack: promoting adds to it, rolling back takes the top off, down to where it went. So
 * two rollbacks in a row go back two versions, and do not return to the bad one the first left. One that names a version
 * which was taken off goes forward, and adds to it. An app that was taken out comes back as it was.
 */
export const previousVersion = (
	changes: readonly { version: string | null; action: PointerAction }[],
): string | null => {
	const stack: (string | null)[] = [];
	for (const { version, action } of changes) {
		if (action === 'unpin') continue;
		if (action === 'pin' && stack.at(-1) === version) continue;
		if (action !== 'rollback') {
			stack.push(version);
			continue;
		}
		// Below the top, as the present version is no way back.
		const target = stack.slice(0, -1).lastIndexOf(version);
		// Without it there: to before the app came, or forward to a version that was taken off.
		if (target !== -1) stack.length = target + 1;
		else if (version === null) stack.length = 0;
		else stack.push(version);
	}
	return stack.slice(0, -1).findLast((version) => version !== null) ?? null;
};
