import type { RefObject } from 'react';

export type FileCollectionElement = RefObject<HTMLElement | null>;

/** Gives the keyboard to a file's row or tile; false when it is not there. */
export const focusFile = (container: HTMLElement | null, id: string): boolean => {
	const item = container?.querySelector<HTMLElement>(`[data-file-id="${CSS.escape(id)}"]`);
	item?.focus();
	return item != null;
};
