import type { StoredFile } from '@flotilla/contracts';
import { type MouseEvent, type PointerEvent, useRef } from 'react';
import { extendTo, selectOnly, toggle } from './file-selection.model.ts';
import type { FileSelectionControl } from './use-file-selection.ts';

/** Milliseconds after which a touch selects. */
const longPress = 450;

interface Options {
	files: readonly StoredFile[];
	control: FileSelectionControl;
}

/**
 * Pointers in a collection of files: a click selects one, with ctrl or on its box one more, with shift a stretch; a long
 * touch selects, and while something is selected a tap does. Names and pictures lead to their file without any of it.
 */
export const useFilePointer = ({ files, control: { selection, change } }: Options) => {
	const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
	/** The touch selected already: the click that follows it does nothing. */
	const wasLong = useRef(false);
	const touches = useRef(false);
	const idAt = ({ target }: { target: EventTarget }): string | undefined =>
		(target as Element).closest<HTMLElement>('[data-file-id]')?.dataset.fileId;

	return {
		onPointerDown(event: PointerEvent<HTMLElement>) {
			const id = idAt(event);
			wasLong.current = false;
			touches.current = event.pointerType === 'touch';
			clearTimeout(timer.current);
			if (id === undefined || !touches.current) return;
			timer.current = setTimeout(() => {
				wasLong.current = true;
				change(toggle(selection, id));
			}, longPress);
		},
		onPointerUp: () => clearTimeout(timer.current),
		onPointerCancel: () => clearTimeout(timer.current),
		// A long touch would open the menu of the link that it is on.
		onContextMenu: (event: MouseEvent<HTMLElement>) => touches.current && event.preventDefault(),
		onClickCapture(event: MouseEvent<HTMLElement>) {
			const target = event.target as Element;
			const id = idAt(event);
			if (id === undefined) return;
			if (wasLong.current) {
				event.preventDefault();
				event.stopPropagation();
				return;
			}
			const isBox = target.matches('input[type="checkbox"]');
			if (!isBox && target.closest('button, input, [role="menu"], a[download]') !== null) return;
			const adds = isBox || event.ctrlKey || event.metaKey || (touches.current && selection.selected.size > 0);
			const isLink = target.closest('a') !== null;
			if (isLink && !adds && !event.shiftKey) return;
			if (isLink) {
				event.preventDefault();
				event.stopPropagation();
			}
			const ids = files.map((file) => file.id);
			if (event.shiftKey) change(extendTo(selection, id, ids));
			else change(adds ? toggle(selection, id) : selectOnly(id));
		},
	};
};
