import type { Room } from '@flotilla/contracts';
import type { LocalMember } from './room-members.ts';

/** Tells other nodes who is in a room here, and knows who is there elsewhere. */
export interface PresenceExchange {
	/** Replaces what others know about this node's members; none: nobody is here. */
	share(room: Room, members: readonly LocalMember[]): Promise<void>;
	/** Members on other nodes. */
	elsewhere(room: Room): Promise<LocalMember[]>;
	/** Takes back all that was shared. */
	close(): Promise<void>;
}

/** For a node that is alone. */
export const createLocalPresenceExchange = (): PresenceExchange => ({
	share: async () => undefined,
	elsewhere: async () => [],
	close: async () => undefined,
});
