import { createApi, createApiClient } from '@flotilla/api-client';
import type { Role, StoredFile, User } from '@flotilla/contracts';
import { createDataCache, type DataCache, DataCacheProvider } from '@flotilla/data-cache';
import { createEventBus, type EventBus } from '@flotilla/event-bus';
import {
	createNotifications,
	createSession,
	type Notifications,
	NotificationsProvider,
	type Session,
	SessionProvider,
} from '@flotilla/session';
import { createFakeBackend, type FakeBackendState, FakeFailure } from '@flotilla/testing';
import type { ReactNode } from 'react';
import { MemoryRouter, useLocation } from 'react-router';
import { createBackendAdapter } from './backend-adapter.ts';

export interface World {
	backend: FakeBackendState;
	bus: EventBus;
	cache: DataCache;
	session: Session;
	notifications: Notifications;
}

export interface WorldOptions {
	users?: readonly User[];
	files?: readonly StoredFile[];
	/** Who looks at it: the first of that role among `users`, or somebody new. Default an administrator. */
	as?: Role;
	/** Endpoints, e.g. `GET /users`, and what they always answer with; `hangs` never answers. */
	answers?: Readonly<Record<string, ConstructorParameters<typeof FakeFailure>[0] | 'hangs'>>;
}

/** What a page of this remote stands on: the real parts over a fake backend. */
export const createWorld = async ({ users, files = [], as = 'admin', answers = {} }: WorldOptions): Promise<World> => {
	const backend = createFakeBackend({ ...(users && { users }), files, role: as });
	const bus = createEventBus({ source: 'story' });
	const fromBackend = createBackendAdapter(backend);
	const client = createApiClient({
		auth: { getAccessToken: () => session.getAccessToken(), refresh: () => session.refresh() },
		retry: { retries: 0 },
		adapter: async (config) => {
			const path = new URL(config.url ?? '', location.origin).pathname.replace(/^\/api/, '');
			const endpoint = `${config.method?.toUpperCase()} ${path.replace(/\/[0-9a-f-]{36}/, '/:id')}`;
			const answer = answers[endpoint];
			if (answer === 'hangs') return new Promise(() => {});
			if (answer !== undefined) backend.state.failNext(endpoint, new FakeFailure(answer));
			return fromBackend(config);
		},
	});
	const api = createApi(client);
	const session: Session = createSession({
		auth: api.auth,
		locks: undefined,
		createChannel: undefined,
		storage: undefined,
	});
	await session.restore();
	backend.state.onEvent(({ name, payload }) => bus.emit(name, payload));
	return {
		backend: backend.state,
		bus,
		cache: createDataCache({ api, bus }),
		session,
		notifications: createNotifications(),
	};
};

const Address = () => {
	const { pathname, search } = useLocation();
	return <output data-testid="address" hidden>{`${pathname}${search}`}</output>;
};

interface StageProps {
	world: World;
	/** Where the person is. */
	address: string;
	children: ReactNode;
}

export const Stage = ({ world, address, children }: StageProps) => (
	<SessionProvider session={world.session}>
		<NotificationsProvider notifications={world.notifications}>
			<DataCacheProvider cache={world.cache}>
				<MemoryRouter initialEntries={[address]}>
					<main>{children}</main>
					<Address />
				</MemoryRouter>
			</DataCacheProvider>
		</NotificationsProvider>
	</SessionProvider>
);
