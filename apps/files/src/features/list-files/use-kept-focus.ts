import type { StoredFile } from '@flotilla/contracts';
import { type FocusEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { type FileCollectionElement, focusFile } from './focus-file.ts';

interface Options {
	container: FileCollectionElement;
	files: readonly StoredFile[];
	/** Where the keyboard is to be. */
	active: string | null;
	/** The file whose name is being changed. */
	renamingId: string | null;
}

/** The page's own focus: what had it is gone. */
const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body;

/**
 * Keeps the keyboard in a collection when what had it goes: a file that is deleted, the field of a new name.
 *
 * @returns what the collection's element calls when anything in it gets the focus.
 */
export const useKeptFocus = ({ container, files, active, renamingId }: Options): ((event: FocusEvent) => void) => {
	const last = useRef<string | null>(null);

	useLayoutEffect(() => {
		const isGone = last.current !== null && !files.some(({ id }) => id === last.current);
		if (!isGone) return;
		last.current = null;
		if (active !== null && isLost()) focusFile(container.current, active);
	}, [container, files, active]);

	const renamed = useRef(renamingId);
	useEffect(() => {
		const ended = renamingId === null ? renamed.current : null;
		renamed.current = renamingId;
		if (ended === null) return;
		// Once the field is gone for good; whoever left it for something else stays there.
		const frame = requestAnimationFrame(() => isLost() && focusFile(container.current, ended));
		return () => cancelAnimationFrame(frame);
	}, [container, renamingId]);
	return ({ currentTarget, target }) => {
		// A menu of it lies elsewhere, and leads back.
		if (!currentTarget.contains(target)) return;
		last.current = target.closest<HTMLElement>('[data-file-id]')?.dataset.fileId ?? null;
	};
};
