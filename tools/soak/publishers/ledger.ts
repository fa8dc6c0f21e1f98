import { isRegistryError, type RegistryClient } from '@flotilla/registry';

export type HistoryRow = Awaited<ReturnType<RegistryClient['history']>>[number];

/** A change of a pointer that the registry has answered with success. */
export interface AcknowledgedMove {
	app: string;
	/** `null`: out of the channel. */
	version: string | null;
	revision: number;
	/** Names the request in the history; no two have the same. */
	reason: string;
	/** The revision of the app's pointer that was named with it; `undefined`: none was. */
	expected: number | undefined;
}

/** What a browser was given. */
export interface SeenPage {
	compositionId: string;
	/** Version by app. */
	versions: ReadonlyMap<string, string>;
	/** The page was asked for when this revision had been acknowledged. */
	atLeast: number;
}

export interface PublishedFile {
	url: string;
	sha256: string;
}

/** What happened in one round, as those saw it who did it. */
export interface Ledger {
	moves: AcknowledgedMove[];
	/** Requests that changed nothing, as all was so already; the history has nothing of them. */
	idle: string[];
	pages: SeenPage[];
	/** Versions of each app that were on trial for some pages. */
	canaries: Map<string, Set<string>>;
	/** Builds that were acknowledged, by `app version`, with all of their files. */
	published: Map<string, PublishedFile[]>;
	/** Refusals by code. */
	refusals: Map<string, number>;
	problems: string[];
	/** Counts a refusal that has a code, and gives the code. Whatever else went wrong is a problem: `undefined`. */
	refused(error: unknown, expected: readonly string[], what: string): string | undefined;
}

export const createLedger = (): Ledger => {
	const refusals = new Map<string, number>();
	const problems: string[] = [];
	return {
		moves: [],
		idle: [],
		pages: [],
		canaries: new Map(),
		published: new Map(),
		refusals,
		problems,
		refused(error, expected, what) {
			if (isRegistryError(error) && expected.includes(error.code)) {
				refusals.set(error.code, (refusals.get(error.code) ?? 0) + 1);
				return error.code;
			}
			problems.push(`${what} failed: ${isRegistryError(error) ? `${error.code} ${error.message}` : String(error)}`);
			return undefined;
		},
	};
};
