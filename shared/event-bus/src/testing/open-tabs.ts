import { buildUser, createFakeBrowser, createFakeRealtimeServer, type FakeTab } from '@flotilla/testing';
import { createEventBus, type EventBus } from '../bus/event-bus.ts';
// Fetched when a connection is first shared, which takes time that no fake clock has.
import '../realtime/tab-sharing.ts';
import { createRealtime, type Realtime, type RealtimeOptions } from '../realtime/realtime.ts';

/** A page in a tab of its own. */
export interface OpenedTab {
	tab: FakeTab;
	bus: EventBus;
	realtime: Realtime;
	/** What was raised, in order. */
	names: string[];
	resyncs: string[];
	states: string[];
	/** Number of the last event before the tab was opened. */
	from: number;
}

/** Tabs of one browser that share a connection, all in this process and on the test's clock. */
export const createTabs = (options: Partial<RealtimeOptions> = {}) => {
	const browser = createFakeBrowser();
	const server = createFakeRealtimeServer({ heartbeatInterval: 5000 });
	const opened: OpenedTab[] = [];
	let published = 0;
	return {
		browser,
		server,
		opened,
		/** Numbers every event, so that order and doubles show. */
		publish() {
			published += 1;
			server.publish('users:updated', { user: buildUser({ firstName: String(published) }) });
		},
		published: () => published,
		open({ userId = 'ada' }: { userId?: string } = {}): OpenedTab {
			const tab = browser.openTab();
			const bus = createEventBus();
			const names: string[] = [];
			const resyncs: string[] = [];
			const states: string[] = [];
			bus.on('users:updated', ({ user }) => names.push(user.firstName));
			bus.on('realtime:resync-required', ({ reason }) => resyncs.push(reason));
			bus.on('realtime:state-changed', ({ to }) => states.push(to));
			const realtime = createRealtime({
				url: '/ws',
				bus,
				getToken: () => 'token',
				renewToken: async () => 'token',
				createSocket: (url) => tab.wrapSocket(server.createSocket(url)),
				random: () => 0.5,
				clock: tab.clock,
				locks: tab.locks,
				createChannel: tab.createChannel,
				lifecycle: tab.lifecycle,
				...options,
			});
			// As after a sign-in: the answer says where the log is.
			realtime.connect({ resumeFrom: { epoch: '1', offset: published }, sharedBy: userId });
			const entry = { tab, bus, realtime, names, resyncs, states, from: published };
			opened.push(entry);
			return entry;
		},
	};
};
