import { rolePermissions, type User } from '@flotilla/contracts';
import { createI18n, type Language } from '@flotilla/i18n';
import { createFakeBackend, createFakeRealtimeServer, type FakeBackendOptions } from '@flotilla/testing';
import { createPlatform, type PlatformEnvironment } from '../create-platform.ts';

export interface StartPlatformOptions extends FakeBackendOptions {
	/** Who was signed in on this device when the page was left. Default: nobody is known. */
	remembered?: User;
	/** What the page speaks, whatever this machine does. Default English. */
	language?: Language;
	/** Comes between the page and the API. Default: nothing does. */
	beforeRequest?: PlatformEnvironment['beforeRequest'];
}

/** The platform of a page before a fake API and a fake `/ws`, with everything it holds in sight. */
export const startPlatform = ({
	remembered,
	language = 'en',
	beforeRequest,
	...options
}: StartPlatformOptions = {}) => {
	const backend = createFakeBackend(options);
	const server = createFakeRealtimeServer({ authenticate: (token) => backend.state.tokens.get(token) ?? null });
	backend.state.onEvent(({ name, payload }) => server.publish(name, payload));
	/** What is open towards the browser. */
	const held = { channels: 0, networkListeners: 0 };
	const stored = new Map<string, string>([['flotilla.session-hint', '1']]);
	if (remembered !== undefined) {
		const person = { user: remembered, permissions: rolePermissions[remembered.role] };
		stored.set('flotilla.session-person', JSON.stringify(person));
	}
	const platform = createPlatform({
		compositionId: 'composition-1',
		apiBaseUrl: 'http://flotilla.test/api',
		realtimeUrl: 'ws://flotilla.test/ws',
		i18n: createI18n({ language, storage: null, root: null }),
		environment: {
			fetch: backend.fetch,
			beforeRequest,
			retry: { retries: 0 },
			createSocket: server.createSocket,
			random: () => 0.5,
			network: {
				isOnline: () => true,
				onOnline() {
					held.networkListeners += 1;
					return () => {
						held.networkListeners -= 1;
					};
				},
			},
			probe: async () => true,
			locks: undefined,
			createChannel() {
				held.channels += 1;
				return {
					onmessage: null,
					postMessage: () => {},
					close() {
						held.channels -= 1;
					},
				};
			},
			storage: {
				getItem: (key) => stored.get(key) ?? null,
				setItem: (key, value) => stored.set(key, value),
				removeItem: (key) => stored.delete(key),
			},
		},
	});
	const titles = () => platform.notifications.store.getState().items.map(({ title, count }) => `${title} (${count})`);
	return { platform, backend: backend.state, server, held, titles };
};
