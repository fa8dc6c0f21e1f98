import { isTakeOverMessage } from '../updates/take-over-message.ts';

export interface ReplacingWorker {
	/** Every page of the origin, whichever worker it has. */
	pages(): Promise<readonly { visibilityState: DocumentVisibilityState }[]>;
	skipWaiting(): Promise<void>;
}

/**
 * Takes the place of the worker that runs, if a page asks for it and nobody looks at any page. Chromium ends the old
 * worker for it, and a page load that it was just about to answer is never answered: the tab is dead until it
 * is loaded once more (found by `npm run soak -- deploys`). Without pages the browser does it by itself.
 */
export const takeOverWhenAsked = async (message: unknown, { pages, skipWaiting }: ReplacingWorker): Promise<void> => {
	if (!isTakeOverMessage(message)) return;
	const all = await pages();
	if (all.every(({ visibilityState }) => visibilityState === 'hidden')) await skipWaiting();
};
