import { compositionElementId } from '@flotilla/contracts';

/** What a registry tells everybody of a channel. */
export interface ChannelStatus {
	revision: number;
	/** What devices get that are in no canary. */
	compositionId: string | null;
	apps: readonly {
		app: string;
		version: string;
		build: string;
		changedAt: string;
		pinned: boolean;
		/** Ids of trusted keys. */
		signedBy: readonly string[];
	}[];
	canaries: readonly { app: string; version: string; percent: number; cohort: string | null }[];
}

/** Milliseconds to wait for the registry. */
const timeout = 5_000;

export type ReadChannel = (channel: string) => Promise<ChannelStatus | null>;

/** Asks the registry that served this page; null where none did, as in a story. Rejects when it does not answer. */
export const readChannel: ReadChannel = async (channel) => {
	if (document.getElementById(compositionElementId) === null) return null;
	const answer = await fetch(`/registry/v1/channels/${channel}`, { signal: AbortSignal.timeout(timeout) });
	if (!answer.ok) throw new Error(`The registry answered ${answer.status} when it was asked for ${channel}.`);
	const { data } = (await answer.json()) as { data: ChannelStatus };
	return data;
};
