import type { Rect, Virtualizer } from '@tanstack/react-virtual';

type View = Virtualizer<HTMLDivElement, HTMLTableRowElement>;

/**
 * Tells how large the view is once the browser has laid the page out, and whenever it changes. The library's own reads
 * it at once as well, and has the whole page laid out in the middle of its first render.
 */
export const observeView = ({ scrollElement }: View, tell: (rect: Rect) => void): (() => void) | undefined => {
	if (scrollElement === null) return;
	const observer = new ResizeObserver(() =>
		tell({ width: scrollElement.clientWidth, height: scrollElement.clientHeight }),
	);
	observer.observe(scrollElement, { box: 'content-box' });
	return () => observer.disconnect();
};
