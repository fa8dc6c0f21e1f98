/**
 * Whether a reload would be asked about: something is typed and not saved, or files are on their way. Who guards against
 * losing that listens to `beforeunload`, whichever remote it is; so they are asked, and nobody sees a question.
 */
export const wouldAskBeforeLeaving = (page: Window = window): boolean => {
	// A plain event does not take the texts that older code answers with.
	const event = page.document.createEvent('BeforeUnloadEvent') as BeforeUnloadEvent;
	event.initEvent('beforeunload', false, true);
	page.dispatchEvent(event);
	return event.defaultPrevented || event.returnValue !== '';
};
