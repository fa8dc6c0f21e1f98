/**
 * The remote that code in a stack belongs to: the first of the files that is one of a remote. Files of an app are
 * under its name; what a remote calls in the shell or in React stands before its own.
 */
export const remoteOfStack = <T>(stack: string | null, find: (name: string) => T | undefined): T | undefined => {
	for (const [, app = ''] of (stack ?? '').matchAll(/\/assets\/([a-z0-9-]+)\//g)) {
		const remote = find(app);
		if (remote !== undefined) return remote;
	}
	return undefined;
};
