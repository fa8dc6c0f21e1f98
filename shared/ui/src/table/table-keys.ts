/** What a key does in the table, apart from the table: so that it can be read, and tested, in one place. */
export type TableCommand =
	| { type: 'move'; to: number; extend: boolean }
	| { type: 'pick'; extend: boolean }
	| { type: 'pick-all' }
	| { type: 'pick-none' }
	| { type: 'open' }
	| { type: 'edit' };

export interface PressedKey {
	key: string;
	shiftKey: boolean;
	ctrlKey: boolean;
	metaKey: boolean;
	altKey: boolean;
}

/**
 * @param active the row that has the focus.
 * @param count of all rows.
 * @param page rows that are in view.
 * @returns null for a key that is none of the table's.
 */
export const readTableKey = (
	{ key, shiftKey, ctrlKey, metaKey, altKey }: PressedKey,
	{ active, count, page }: { active: number; count: number; page: number },
): TableCommand | null => {
	if (altKey || count === 0) return null;
	if (ctrlKey || metaKey) return key.toLowerCase() === 'a' && !shiftKey ? { type: 'pick-all' } : null;
	const move = (to: number): TableCommand => ({
		type: 'move',
		to: Math.min(count - 1, Math.max(0, to)),
		extend: shiftKey,
	});
	switch (key) {
		case 'ArrowDown':
			return move(active + 1);
		case 'ArrowUp':
			return move(active - 1);
		case 'PageDown':
			return move(active + Math.max(1, page - 1));
		case 'PageUp':
			return move(active - Math.max(1, page - 1));
		case 'Home':
			return move(0);
		case 'End':
			return move(count - 1);
		case ' ':
			return { type: 'pick', extend: shiftKey };
		case 'Enter':
			return { type: 'open' };
		case 'F2':
			return { type: 'edit' };
		case 'Escape':
			return { type: 'pick-none' };
		default:
			return null;
	}
};
