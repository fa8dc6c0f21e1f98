import { useEffect } from 'react';
import { fontsAttribute } from './fonts-script.ts';

/** Sets text in Inter once the page has been painted: until then in the system's own, in the same measures. */
export const useFonts = (): void => {
	useEffect(() => {
		let timer: ReturnType<typeof setTimeout>;
		const frame = requestAnimationFrame(() => {
			// A task of the next frame: the first is on the screen by then.
			timer = setTimeout(() => document.documentElement.setAttribute(fontsAttribute, ''), 0);
		});
		return () => {
			cancelAnimationFrame(frame);
			clearTimeout(timer);
		};
	}, []);
};
