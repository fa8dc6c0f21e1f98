import { buildUser } from '@flotilla/testing';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startCache } from '../testing/start-cache.ts';
import { useUsers } from '../users/use-users.ts';
import { userKeys } from '../users/user-keys.ts';
import { DataCacheProvider } from './data-cache-context.ts';

const people = ['Ada', 'Bea', 'Cai'].map((firstName) => buildUser({ firstName, role: 'admin' }));

const Page = ({ page, giveUp }: { page: number; giveUp: boolean }) => {
	const { data, error } = useUsers({ page, limit: 1 }, { keepPrevious: false, giveUp });
	return <p>{error?.code ?? data?.users[0]?.firstName ?? 'nothing yet'}</p>;
};

const start = () => {
	const started = startCache({ users: people, role: 'admin' });
	const container = document.body.appendChild(document.createElement('div'));
	const root = createRoot(container);
	onTestFinished(() => {
		root.unmount();
		container.remove();
		started.cache.dispose();
	});
	const show = (page: number, { giveUp = true, beside }: { giveUp?: boolean; beside?: number } = {}) =>
		root.render(
			<StrictMode>
				<DataCacheProvider cache={started.cache}>
					<Page page={page} giveUp={giveUp} />
					{beside !== undefined && <Page page={beside} giveUp={false} />}
				</DataCacheProvider>
			</StrictMode>,
		);
	const read = (page: number) => started.cache.read(userKeys.list({ page, limit: 1 }));
	return { ...started, show, read, text: () => container.textContent };
};

/** Shows page 1 and then 2 before anything was answered. */
const turnPages = async (giveUp: boolean) => {
	const started = start();
	const release = started.state.holdAnswers('GET /users');
	started.show(1, { giveUp });
	await vi.waitFor(() => expect(started.count('GET /users')).toBe(1));
	started.show(2, { giveUp });
	await vi.waitFor(() => expect(started.count('GET /users')).toBe(2));
	release();
	await vi.waitFor(() => expect(started.text()).toBe('Bea'));
	return started;
};

it('gives up a page that nobody looks at any longer, and fetches it when somebody comes back', async () => {
	const { show, read, text } = await turnPages(true);
	expect(read(1)).toBeUndefined();
	show(1);
	await vi.waitFor(() => expect(text()).toBe('Ada'));
});

it('lets a page come that was not to be given up', async () => {
	const { read } = await turnPages(false);
	await vi.waitFor(() => expect(read(1)).toBeDefined());
});

it('keeps what is on its way for another who looks at it', async () => {
	const { cache, state, show, read, count } = start();
	const release = state.holdAnswers('GET /users');
	const stop = cache.watch(userKeys.list({ page: 1, limit: 1 }));
	show(1);
	await vi.waitFor(() => expect(count('GET /users')).toBe(1));
	show(2);
	await vi.waitFor(() => expect(count('GET /users')).toBe(2));
	release();
	await vi.waitFor(() => expect(read(1)).toBeDefined());
	stop();
});

it('keeps what is on its way for a component that would never give it up', async () => {
	// Only those who give up counted as looking: the other one lost the request they shared.
	const { state, show, count, text } = start();
	const release = state.holdAnswers('GET /users');
	show(1, { beside: 1 });
	await vi.waitFor(() => expect(count('GET /users')).toBe(1));
	show(2, { beside: 1 });
	await vi.waitFor(() => expect(count('GET /users')).toBe(2));
	release();
	await vi.waitFor(() => expect(text()).toBe('BeaAda'));
	expect(count('GET /users')).toBe(2);
});
