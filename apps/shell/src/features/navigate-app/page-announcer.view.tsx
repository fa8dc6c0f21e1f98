import { VisuallyHidden } from '@flotilla/ui';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useLocation } from 'react-router';

/** `Users` of `Users · Flotilla`. */
const pageName = (title: string): string => title.replace(/ · Flotilla$/, '');

/** React adds the title of a page after what the document came with. */
const titleOf = ({ head }: Document): string => [...head.querySelectorAll('title')].at(-1)?.textContent ?? '';

interface Props {
	/** A page has been opened, and this is what it is called. */
	onShown: (pathname: string, name: string) => void;
}

/**
 * Says which page has been opened, once its title is there: a remote that has to be fetched first gives it late.
 * The page that somebody comes to is said by the browser.
 */
export const PageAnnouncer = ({ onShown }: Props) => {
	const { pathname } = useLocation();
	const [words, setWords] = useState('');
	const said = useRef({ pathname, title: '' });

	const say = useEffectEvent(() => {
		const title = titleOf(document);
		if (title === said.current.title) return;
		const isSamePage = pathname === said.current.pathname;
		said.current = { pathname, title };
		// It came late, or tells of something on the page.
		if (isSamePage) return;
		setWords(pageName(title));
		onShown(pathname, pageName(title));
	});

	// biome-ignore lint/correctness/useExhaustiveDependencies: another page may have its title already
	useEffect(() => {
		if (said.current.title === '') said.current.title = titleOf(document);
		const observer = new MutationObserver(() => say());
		observer.observe(document.head, { subtree: true, childList: true, characterData: true });
		say();
		return () => observer.disconnect();
	}, [pathname]);

	return (
		<VisuallyHidden role="status" aria-atomic="true">
			{words}
		</VisuallyHidden>
	);
};
