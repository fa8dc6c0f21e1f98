import type { Unsubscribe } from '@flotilla/event-bus';
import type { Platform } from '@flotilla/platform';

export interface SocketCounts {
	/** Connections that stood again after one was lost. */
	readonly reconnects: number;
	/** Milliseconds since 1970; null before the first. */
	readonly connectedAt: number | null;
	/** The last event that came from the server: its name, and milliseconds since 1970. */
	readonly lastMessage: { readonly name: string; readonly at: number } | null;
}

/** What became of the connection since somebody began to look. */
export interface SocketLog {
	counts(): SocketCounts;
	stop(): void;
}

interface SocketLogOptions {
	bus: Pick<Platform['bus'], 'on' | 'onAny'>;
	/** Default `Date.now`. */
	now?: () => number;
}

export const createSocketLog = ({ bus, now = () => Date.now() }: SocketLogOptions): SocketLog => {
	let counts: SocketCounts = { reconnects: 0, connectedAt: null, lastMessage: null };
	let wasLost = false;
	const ends: Unsubscribe[] = [
		bus.on('realtime:state-changed', ({ to }) => {
			if (to === 'reconnecting') wasLost = true;
			// Signed out: what comes next is a connection of its own.
			if (to === 'disconnected') wasLost = false;
			if (to !== 'connected') return;
			counts = { ...counts, connectedAt: now(), reconnects: counts.reconnects + (wasLost ? 1 : 0) };
			wasLost = false;
		}),
		bus.onAny(({ name, id }) => {
			// What came from outside has an id of its own; what another tab of this browser raised does, too.
			if (id !== undefined && !name.startsWith('browser:')) counts = { ...counts, lastMessage: { name, at: now() } };
		}),
	];
	return {
		counts: () => counts,
		stop() {
			for (const end of ends) end();
		},
	};
};
