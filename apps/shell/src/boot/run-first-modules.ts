import { yieldToBrowser } from './yield-to-browser.ts';

/**
 * What the first render needs, each before what is built on it. All of it is in the file that is running: `eager`
 * fetches nothing, it only puts off the running. Run at once, as imports do, this takes a third of a second on a phone.
 */
const firstModules: readonly (() => Promise<unknown>)[] = [
	() => import(/* webpackMode: "eager" */ '@flotilla/contracts'),
	() => import(/* webpackMode: "eager" */ '@flotilla/api-client'),
	() => import(/* webpackMode: "eager" */ 'react'),
	() => import(/* webpackMode: "eager" */ '@flotilla/event-bus'),
	() => import(/* webpackMode: "eager" */ '@flotilla/i18n'),
	() => import(/* webpackMode: "eager" */ '@flotilla/session'),
	() => import(/* webpackMode: "eager" */ 'swr'),
	() => import(/* webpackMode: "eager" */ '@flotilla/data-cache'),
	() => import(/* webpackMode: "eager" */ 'react-dom'),
	() => import(/* webpackMode: "eager" */ 'react-dom/client'),
	() => import(/* webpackMode: "eager" */ 'react-router'),
	() => import(/* webpackMode: "eager" */ '@flotilla/ui'),
	() => import(/* webpackMode: "eager" */ '@flotilla/federation'),
];

/** Runs the modules of the first render one after the other, each in a task of its own. */
export const runFirstModules = async (): Promise<void> => {
	for (const run of firstModules) {
		await run();
		await yieldToBrowser();
	}
};
