interface Route {
	condition: { urlPattern: string };
	source: 'network';
}

/** The part of an install event by which a worker says what it has nothing to do with. Chromium has it. */
interface RoutedInstallEvent {
	addRoutes?(routes: readonly Route[]): Promise<void>;
	waitUntil(promise: Promise<unknown>): void;
}

/** Whether requests can go past the worker without starting it. */
export const canBypassWorker = (): boolean => {
	const { InstallEvent } = globalThis as { InstallEvent?: { prototype: object } };
	return InstallEvent !== undefined && 'addRoutes' in InstallEvent.prototype;
};

/**
 * Has the browser send what is below these first segments of a path straight to the network. Elsewhere the
 * worker is asked and stays out of it, which costs each call to the API a little.
 */
export const bypassWorker = (event: RoutedInstallEvent, segments: readonly string[]): void => {
	if (event.addRoutes === undefined) return;
	const routes = segments.flatMap((segment): Route[] =>
		[`/${segment}`, `/${segment}/*`].map((urlPattern) => ({ condition: { urlPattern }, source: 'network' })),
	);
	event.waitUntil(event.addRoutes(routes));
};
