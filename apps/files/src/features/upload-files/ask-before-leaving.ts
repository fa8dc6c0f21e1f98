import { isUnderWay } from './upload-item.ts';
import type { UploadQueue } from './upload-queue.model.ts';

interface Options {
	queue: Pick<UploadQueue, 'items' | 'subscribe'>;
	/** Ends it. */
	signal: AbortSignal;
	/** Default: the window. */
	page?: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>;
}

/** Has a person asked before they close a tab that is sending files, whichever page they are on. */
export const askBeforeLeaving = ({ queue, signal, page = globalThis }: Options): void => {
	const ask = (event: Event): void => event.preventDefault();
	// Only while it is needed: a page with such a listener is not kept for the way back.
	const follow = (): void => {
		if (queue.items().some(isUnderWay)) page.addEventListener('beforeunload', ask);
		else page.removeEventListener('beforeunload', ask);
	};
	const leave = queue.subscribe(follow);
	signal.addEventListener(
		'abort',
		() => {
			leave();
			page.removeEventListener('beforeunload', ask);
		},
		{ once: true },
	);
	follow();
};
