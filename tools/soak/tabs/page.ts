// What runs in each tab of the leader soak: the real bus and the real shared connection, and nothing else.
import { createEventBus, createRealtime, type Realtime } from '../../../shared/event-bus/src/index.ts';

export interface SoakPage {
	realtime: Realtime;
	/** Ids of the events, in the order in which they were raised. */
	heard: string[];
	resyncs: string[];
	/** States of the connection, as they came. */
	states: string[];
}

declare global {
	interface Window {
		startPage(options: { token: string; userId: string; position: { epoch: string; offset: number } }): void;
		soakPage: SoakPage;
	}
}

window.startPage = ({ token, userId, position }) => {
	const bus = createEventBus();
	const heard: string[] = [];
	const resyncs: string[] = [];
	const states: string[] = [];
	bus.on('users:deleted', ({ id }) => heard.push(id));
	bus.on('realtime:resync-required', ({ reason }) => resyncs.push(reason));
	bus.on('realtime:state-changed', ({ to }) => states.push(to));
	const realtime = createRealtime({
		url: `${location.origin.replace('http', 'ws')}/ws`,
		streamUrl: '/api/events',
		bus,
		getToken: () => token,
		renewToken: async () => token,
		reconnectBaseDelay: 100,
	});
	window.soakPage = { realtime, heard, resyncs, states };
	realtime.connect({ resumeFrom: position, sharedBy: userId });
};
