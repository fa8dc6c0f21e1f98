import { readColumns, type UserColumn } from './user-columns.ts';

export const rememberedColumnsKey = 'flotilla:users:columns';

/** The columns that were last chosen on this device; null: the usual ones. Without storage nothing is remembered. */
export const readRememberedColumns = (): readonly UserColumn[] | null => {
	try {
		return readColumns(localStorage.getItem(rememberedColumnsKey));
	} catch {
		return null;
	}
};

export const rememberColumns = (columns: readonly UserColumn[] | null): void => {
	try {
		if (columns === null) localStorage.removeItem(rememberedColumnsKey);
		else localStorage.setItem(rememberedColumnsKey, columns.join(','));
	} catch {
		// A browser that keeps nothing shows the usual columns the next time.
	}
};
