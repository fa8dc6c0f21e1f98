import { VisuallyHidden } from '@flotilla/ui';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useLocation } from 'react-router';

/** `Users` of `Users · Flotilla`. Null while no page has named itself: between two, and while one is fetched. */
const pageName = (title: string): string | null => /^(.+) · Flotilla$/.exec(title)?.[1] ?? null;

/** As pages tell search engines: what stands at this address is missing, forbidden or failed. */
const isPlaceholder = (): boolean => document.head.querySelector('meta[name="robots"][content="noindex"]') !== null;

interface Props {
	/**
	 * This is what the page is called: once it is known, also of the one that somebody came to, and again when it changes.
	 * Not called for what only says that there is no such page, or none for this person.
	 */
	onShown: (pathname: string, name: string) => void;
}

/**
 * Says which page has been opened, once its title is there: a remote that has to be fetched first gives it late.
 * The page that somebody comes to is said by the browser.
 */
export const PageAnnouncer = ({ onShown }: Props) => {
	const { pathname } = useLocation();
	const [words, setWords] = useState('');
	const said = useRef<{ pathname: string; name: string | null }>({ pathname, name: null });

	const say = useEffectEvent(() => {
		const name = pageName(document.title);
		if (name === null || name === said.current.name) return;
		// The page that one came to is said by the browser; another title of the same page is no other page.
		const isOther = pathname !== said.current.pathname;
		said.current = { pathname, name };
		if (isOther) setWords(name);
		if (!isPlaceholder()) onShown(pathname, name);
	});

	// biome-ignore lint/correctness/useExhaustiveDependencies: another page may have its title already
	useEffect(() => {
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
