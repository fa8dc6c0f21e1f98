import type { Unsubscribe } from '../bus/event-bus.ts';

/** What the browser does with a tab. */
export interface PageLifecycle {
	isVisible(): boolean;
	/** Calls back when the tab comes to the front. */
	onVisible(callback: () => void): Unsubscribe;
	/** Calls back before the tab is closed, frozen or put aside, while it still can do something. */
	onSuspend(callback: () => void): Unsubscribe;
	/** Calls back when a suspended tab goes on. */
	onResume(callback: () => void): Unsubscribe;
}

const listen = (target: EventTarget, names: readonly string[], callback: (event: Event) => void): Unsubscribe => {
	for (const name of names) target.addEventListener(name, callback);
	return () => {
		for (const name of names) target.removeEventListener(name, callback);
	};
};

/** Of the page that this runs in; looked up late. */
export const browserLifecycle: PageLifecycle = {
	isVisible: () => document.visibilityState === 'visible',
	onVisible: (callback) =>
		listen(document, ['visibilitychange'], () => document.visibilityState === 'visible' && callback()),
	onSuspend(callback) {
		// `freeze` is the document's (Page Lifecycle), `pagehide` the window's.
		const ends = [listen(document, ['freeze'], callback), listen(window, ['pagehide'], callback)];
		return () => ends.forEach((end) => void end());
	},
	onResume(callback) {
		const ends = [
			listen(document, ['resume'], callback),
			listen(window, ['pageshow'], (event) => (event as PageTransitionEvent).persisted && callback()),
		];
		return () => ends.forEach((end) => void end());
	},
};
