/**
 * React adds the title of a page after the one that the document came with, and a browser goes by the first: it would
 * be the same for every page. So the document's own goes as soon as a page has one.
 */
export const letPagesTitle = ({ head }: Document): void => {
	const own = head.querySelector('title');
	if (own === null) return;
	const observer = new MutationObserver(() => {
		if (head.querySelectorAll('title').length < 2) return;
		own.remove();
		observer.disconnect();
	});
	observer.observe(head, { childList: true });
};
