import { type RemoteReplacement, replacementPath } from '@flotilla/contracts';
import type { FindReplacement } from '../replacement.ts';
import { admitFiles } from './page-integrity.ts';
import { expectReplacement } from './page-styles.ts';

interface FinderOptions {
	/** Default: the registry that served the page. */
	registryUrl?: string;
	/** Milliseconds. Default 5,000. */
	timeout?: number;
	/** Default: the global one. */
	fetch?: typeof globalThis.fetch;
}

/** Asks the registry what the page may run in place of a remote that fails, and lets the page load that. */
export const createReplacementFinder =
	({
		registryUrl = '/registry/v1',
		timeout = 5_000,
		fetch = (...parameters) => globalThis.fetch(...parameters),
	}: FinderOptions = {}): FindReplacement =>
	async ({ compositionId, remote, failed }) => {
		const answer = await fetch(`${registryUrl}${replacementPath(compositionId, remote, failed)}`, {
			signal: AbortSignal.timeout(timeout),
		});
		if (!answer.ok) throw new Error(`The registry answered ${answer.status} when it was asked for another ${remote}.`);
		const { data } = (await answer.json()) as { data: RemoteReplacement };
		admitFiles(data.integrity);
		if (data.remote !== null) expectReplacement(data.remote.entry, data.integrity);
		return data;
	};
