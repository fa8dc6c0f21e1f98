import { type RefObject, useEffect, useState } from 'react';

export interface PagesInSight {
	/** Numbers of pages on the screen or near it. */
	near: ReadonlySet<number>;
	/** The one that fills most of the screen. */
	current: number;
}

/** Which pages of a scrolling element, each with its number as `data-page`, are to be drawn, and which is read. */
export const usePagesInSight = (scroller: RefObject<HTMLElement | null>, count: number): PagesInSight => {
	const [near, setNear] = useState<ReadonlySet<number>>(new Set([1]));
	const [current, setCurrent] = useState(1);

	useEffect(() => {
		const root = scroller.current;
		if (root === null || count === 0) return;
		const numberOf = (element: Element) => Number((element as HTMLElement).dataset.page);
		const isNear = new Set<number>();
		// One screen above and below is drawn ahead.
		const nearby = new IntersectionObserver(
			(entries) => {
				for (const { target, isIntersecting } of entries) {
					if (isIntersecting) isNear.add(numberOf(target));
					else isNear.delete(numberOf(target));
				}
				setNear(new Set(isNear));
			},
			{ root, rootMargin: '100% 0px' },
		);
		// The page under a line in the middle is the one that is read.
		const middle = new IntersectionObserver(
			(entries) => {
				const read = entries.find(({ isIntersecting }) => isIntersecting);
				if (read !== undefined) setCurrent(numberOf(read.target));
			},
			{ root, rootMargin: '-50% 0px -50% 0px' },
		);
		for (const page of root.querySelectorAll('[data-page]')) {
			nearby.observe(page);
			middle.observe(page);
		}
		return () => {
			nearby.disconnect();
			middle.disconnect();
		};
	}, [scroller, count]);

	return { near, current };
};
