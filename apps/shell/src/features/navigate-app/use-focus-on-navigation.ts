import { useEffect, useRef } from 'react';
import { useLocation, useNavigationType } from 'react-router';

/**
 * A new page starts at its top, and a screen reader or the Tab key with it. Going back or forward does not: the browser
 * puts the page where the person left it. Nor does another query or hash: that is the same page.
 */
export const useFocusOnNavigation = (): void => {
	const { pathname, hash } = useLocation();
	const shown = useRef(pathname);
	const navigationType = useNavigationType();
	useEffect(() => {
		if (shown.current === pathname) return;
		shown.current = pathname;
		if (navigationType === 'POP') return;
		// A place on the page is where it begins: whoever shows the page brings it into view.
		if (hash === '') window.scrollTo(0, 0);
		document.getElementById('content')?.focus({ preventScroll: true });
	}, [pathname, hash, navigationType]);
};
