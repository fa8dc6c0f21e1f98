import { type FocusEvent, type HTMLAttributes, type KeyboardEvent, type PointerEvent, useState } from 'react';

export interface ActiveDatum {
	/** `null` while nobody points at any. */
	index: number | null;
	/** For the plot: one stop of the Tab key, arrows inside. */
	binding: Pick<
		HTMLAttributes<HTMLElement>,
		'tabIndex' | 'onKeyDown' | 'onFocus' | 'onBlur' | 'onPointerMove' | 'onPointerLeave' | 'onPointerDown'
	>;
}

const runsFromTheRight = (element: Element) => getComputedStyle(element).direction === 'rtl';

/** Which of `count` things side by side a person points at, by pointer, by touch or with the arrow keys. */
export function useActiveDatum(count: number): ActiveDatum {
	const [index, setIndex] = useState<number | null>(null);
	const pointAt = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
		const box = currentTarget.getBoundingClientRect();
		const share = (clientX - box.left) / box.width;
		const at = Math.floor((runsFromTheRight(currentTarget) ? 1 - share : share) * count);
		setIndex(Math.min(count - 1, Math.max(0, at)));
	};
	return {
		index: index !== null && index < count ? index : null,
		binding: {
			tabIndex: 0,
			onPointerMove: pointAt,
			onPointerDown: pointAt,
			onPointerLeave: ({ pointerType }) => {
				// A finger that is lifted leaves; what it touched stays to be read.
				if (pointerType !== 'touch') setIndex(null);
			},
			onFocus: ({ currentTarget }: FocusEvent<HTMLElement>) => {
				if (currentTarget.matches(':focus-visible')) setIndex((now) => now ?? count - 1);
			},
			onBlur: () => setIndex(null),
			onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
				const forward = runsFromTheRight(event.currentTarget) ? 'ArrowLeft' : 'ArrowRight';
				const backward = forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
				const steps: Record<string, (now: number) => number> = {
					[forward]: (now) => now + 1,
					[backward]: (now) => now - 1,
					Home: () => 0,
					End: () => count - 1,
				};
				const step = steps[event.key];
				if (step === undefined) return;
				event.preventDefault();
				setIndex((now) => Math.min(count - 1, Math.max(0, step(now ?? count - 1))));
			},
		},
	};
}
