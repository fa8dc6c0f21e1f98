import type { RemoteReplacement } from '@flotilla/contracts';

interface FailedRemote {
	/** Of the composition that the page runs. */
	compositionId: string;
	remote: string;
	/** Ids of the builds that were tried in vain on this page. */
	failed: readonly string[];
}

/** Answers what may run in place of a remote that fails; may reject, which counts as nothing. */
export type FindReplacement = (failed: FailedRemote) => Promise<Pick<RemoteReplacement, 'remote' | 'reload'>>;
