import { rolePermissions } from '@flotilla/contracts';
import { buildUser } from '@flotilla/testing';
import { createRoot } from 'react-dom/client';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { createNotifications } from './notifications/create-notifications.ts';
import {
	NotificationsProvider,
	useNotificationItems,
	useNotifications,
} from './notifications/notifications-context.tsx';
import { createSession } from './session/create-session.ts';
import type { Session } from './session/session.ts';
import { SessionProvider, useCan, useSession, useSessionState } from './session/session-context.tsx';

beforeEach(() => localStorage.clear());

const ada = buildUser({ firstName: 'Ada', role: 'member' });

/** A tab on the browser's own storage, locks and channels; `auth` stands for the server. */
const openTab = (log: string[]) => {
	const answer = async (what: string) => {
		log.push(`${what} begins`);
		await new Promise((resolve) => setTimeout(resolve, 5));
		log.push(`${what} ends`);
		return {
			user: ada,
			permissions: [...rolePermissions.member],
			token: `${what}-${log.filter((line) => line.endsWith('ends')).length}`,
			expiresIn: 900,
			expiresAt: new Date(Date.now() + 900_000).toISOString(),
			position: { epoch: 'one', offset: 0 },
		};
	};
	const session = createSession({
		auth: {
			login: () => answer('login'),
			refresh: () => answer('refresh'),
			logout: async () => {
				log.push('logout');
			},
		},
		lockTimeout: 200,
	});
	onTestFinished(() => session.dispose());
	return session;
};

const render = (node: React.ReactNode) => {
	const container = document.body.appendChild(document.createElement('div'));
	const root = createRoot(container);
	onTestFinished(() => {
		root.unmount();
		container.remove();
	});
	root.render(node);
	return { text: () => container.textContent, container };
};

const Who = ({ expected }: { expected: Session }) => {
	const name = useSessionState(({ user }) => user?.firstName ?? 'nobody');
	const [mayUpload, mayUpdate] = [useCan('files:upload'), useCan('users:update')];
	return <p>{`${name} ${mayUpload} ${mayUpdate} ${useSession() === expected}`}</p>;
};

const Raise = ({ onRender }: { onRender: () => void }) => {
	onRender();
	const { add } = useNotifications();
	return (
		<button type="button" onClick={() => add({ title: 'Saved' })}>
			Save
		</button>
	);
};

const Show = () => <p>{useNotificationItems().map(({ title, count }) => `${title} x${count}`)}</p>;

it('shows components who is signed in and what they may do', async () => {
	const session = openTab([]);
	const { text } = render(
		<SessionProvider session={session}>
			<Who expected={session} />
		</SessionProvider>,
	);
	await expect.poll(text).toBe('nobody false false true');
	await session.signIn({ email: ada.email, password: 'secret' });
	await expect.poll(text).toBe('Ada true false true');
	await session.signOut();
	await expect.poll(text).toBe('nobody false false true');
});

it('keeps tabs together over the browser’s own channel, locks and storage', async () => {
	const log: string[] = [];
	const tabs = [openTab(log), openTab(log), openTab(log)] as const;
	await Promise.all(tabs.map((tab) => tab.restore()));
	expect(log).toEqual([]);

	await tabs[0].signIn({ email: ada.email, password: 'secret' });
	await expect.poll(() => tabs.map((tab) => tab.store.getState().user?.firstName)).toEqual(['Ada', 'Ada', 'Ada']);
	expect(tabs.map((tab) => tab.getAccessToken())).toEqual(['login-1', 'login-1', 'login-1']);
	expect(log).toEqual(['login begins', 'login ends']);

	const renewed = await Promise.all(tabs.flatMap((tab) => [tab.refresh(), tab.refresh()]));
	expect(new Set(renewed)).toEqual(new Set(['refresh-2']));
	expect(log.slice(2)).toEqual(['refresh begins', 'refresh ends']);

	const late = openTab(log);
	await late.restore();
	expect(late.getAccessToken()).toBe('refresh-2');
	expect(log).toHaveLength(4);
	expect(Object.keys(localStorage).sort()).toEqual(['flotilla.session-hint', 'flotilla.session-person']);

	await tabs[1].signOut();
	await expect.poll(() => tabs.map((tab) => tab.getAccessToken())).toEqual([null, null, null]);
	expect(log.filter((line) => line === 'logout')).toHaveLength(1);
	expect(localStorage).toHaveLength(0);
});

it('takes an orphaned lock away from its holder, once, however many wait for it', async () => {
	const orphaned = Promise.withResolvers<void>();
	onTestFinished(() => orphaned.resolve());
	const robbed = navigator.locks.request('flotilla.session-refresh', () => orphaned.promise);
	const robbery = expect(robbed).rejects.toMatchObject({ name: 'AbortError' });
	localStorage.setItem('flotilla.session-hint', '1');
	const log: string[] = [];
	const tabs = [openTab(log), openTab(log), openTab(log)];
	await Promise.all(tabs.map((tab) => tab.restore()));
	await robbery;
	expect(tabs.map((tab) => tab.getAccessToken())).toEqual(['refresh-1', 'refresh-1', 'refresh-1']);
	expect(log).toEqual(['refresh begins', 'refresh ends']);
});

it('shows notifications to whoever draws them', async () => {
	const notifications = createNotifications();
	let renders = 0;
	const countRender = (): void => {
		renders += 1;
	};
	const { text, container } = render(
		<NotificationsProvider notifications={notifications}>
			<Raise onRender={countRender} />
			<Show />
		</NotificationsProvider>,
	);
	await expect.poll(text).toBe('Save');
	container.querySelector('button')?.click();
	container.querySelector('button')?.click();
	await expect.poll(text).toBe('SaveSaved x2');
	expect(renders).toBe(1);
});
