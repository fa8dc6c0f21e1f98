import { type RefObject, useLayoutEffect, useState } from 'react';
import type { Size } from './zoom.model.ts';

/** How large an element is, kept true. */
export const useElementSize = (element: RefObject<HTMLElement | null>): Size => {
	const [size, setSize] = useState<Size>({ width: 0, height: 0 });
	useLayoutEffect(() => {
		if (element.current === null) return;
		const measure = (target: Element) => setSize({ width: target.clientWidth, height: target.clientHeight });
		measure(element.current);
		const observer = new ResizeObserver(([entry]) => entry !== undefined && measure(entry.target));
		observer.observe(element.current);
		return () => observer.disconnect();
	}, [element]);
	return size;
};
