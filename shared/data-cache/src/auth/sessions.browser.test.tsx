import { buildUser, fakePassword } from '@flotilla/testing';
import { createRoot } from 'react-dom/client';
import { expect, it, onTestFinished, vi } from 'vitest';
import { DataCacheProvider } from '../react/data-cache-context.ts';
import { startCache } from '../testing/start-cache.ts';
import { type EndSessions, useEndSessions, useSessions } from './use-sessions.ts';

const ada = buildUser({ firstName: 'Ada', lastName: 'A', role: 'admin' });

/** Ada is signed in here and at two other places. */
const start = async () => {
	const { cache, state, bus } = startCache({ users: [ada], role: 'admin' });
	bus.emit('session:signed-in', { userId: ada.id });
	for (let place = 0; place < 2; place += 1) {
		await cache.api.auth.login({ email: ada.email, password: fakePassword, refreshTokenDelivery: 'body' });
	}
	const held: { end?: EndSessions; others: string[] } = { others: [] };
	const Places = () => {
		held.end = useEndSessions();
		const sessions = useSessions().data?.sessions ?? [];
		held.others = sessions.filter(({ current }) => !current).map(({ id }) => id);
		return <p>{sessions.length} places</p>;
	};
	const container = document.body.appendChild(document.createElement('div'));
	const root = createRoot(container);
	root.render(
		<DataCacheProvider cache={cache}>
			<Places />
		</DataCacheProvider>,
	);
	onTestFinished(() => {
		root.unmount();
		container.remove();
		cache.dispose();
	});
	const shows = (text: string) => vi.waitFor(() => expect(container.textContent).toBe(text));
	await shows('3 places');
	return { state, held, shows };
};

it('a session that somebody ends elsewhere leaves the list', async () => {
	const { state, held, shows } = await start();
	state.endSessions(ada.id, ({ id }) => id === held.others[0]);
	await shows('2 places');
});

it('ending a session takes it off the list, also when it has ended already', async () => {
	const { held, shows } = await start();
	const [first = ''] = held.others;
	await held.end?.one(first);
	await shows('2 places');
	await held.end?.one(first);
	await shows('2 places');
});

it('ending the others leaves this one', async () => {
	const { held, shows } = await start();
	await held.end?.others();
	await shows('1 places');
	expect(held.others).toEqual([]);
});
