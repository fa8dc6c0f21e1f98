import * as z from 'zod/mini';
import { composedRemote } from './composition.ts';

/** What a page may run in place of a remote whose build will not run. */
export const remoteReplacement = z.object({
	/**
	 * The build that the channel has now, if that is another, or the one that the channel had before. `null` when there
	 * is none, or none that goes with the rest of the page.
	 */
	remote: z.nullable(composedRemote),
	/** `sha256-…` by address, of every script and style sheet of that build. */
	integrity: z.record(z.string(), z.string()),
	/** The channel has another build now which needs a newer shell than the page's: loading the page again brings it. */
	reload: z.boolean(),
});
export type RemoteReplacement = z.infer<typeof remoteReplacement>;

/** Failed builds that one question may name. */
export const maximumFailedBuilds = 10;

/** Where a page asks, below the registry's API; `failed` are the builds that were tried in vain beside the page's own. */
export const replacementPath = (compositionId: string, app: string, failed: readonly string[] = []): string => {
	const query = failed.length === 0 ? '' : `?failed=${failed.slice(-maximumFailedBuilds).join(',')}`;
	return `/compositions/${compositionId}/remotes/${app}/replacement${query}`;
};
