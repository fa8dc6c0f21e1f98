import type { Page } from '@playwright/test';
import { demoPassword } from '../fixtures/suite.ts';
import { expect, signIn, test } from '../fixtures/test.ts';

/** Connections for events, as the API counts them. */
const countConnections = async (apiUrl: string): Promise<number> => {
	const text = await (await fetch(`${apiUrl}/metrics`)).text();
	return Number(/^flotilla_realtime_connections (\d+)/m.exec(text)?.[1]);
};

const connectionOf = (page: Page) => page.locator('[data-connection]').first();

test('six tabs of one person have one connection to the server, and go on when the leading one is closed', async ({
	openBrowser,
	startOwnSuite,
}) => {
	const suite = await startOwnSuite();
	const path = '/users?search=member@flotilla.test';
	const first = await openBrowser();
	await signIn(first, suite.url, { path });
	await expect(connectionOf(first)).toHaveAttribute('data-connection', 'connected');
	const tabs = [first];
	for (let index = 1; index < 6; index += 1) {
		const tab = await first.context().newPage();
		await tab.goto(`${suite.url}${path}`);
		await expect(connectionOf(tab)).toHaveAttribute('data-connection', 'connected');
		tabs.push(tab);
	}
	expect(await countConnections(suite.apiUrl)).toBe(1);

	/** Changes a name by the API, as somebody elsewhere would. */
	const rename = async (firstName: string) => {
		const call = async (path: string, method: string, body?: unknown, headers: Record<string, string> = {}) => {
			const init = { method, headers: { ...headers, 'content-type': 'application/json' } };
			const answer = await fetch(
				`${suite.apiUrl}/api${path}`,
				body === undefined ? init : { ...init, body: JSON.stringify(body) },
			);
			return ((await answer.json()) as { data: never }).data;
		};
		const credentials = { email: 'admin@flotilla.test', password: demoPassword };
		const { token }: { token: string } = await call('/auth/login', 'POST', credentials);
		const headers = { authorization: `Bearer ${token}` };
		const list: { users: { id: string; version: number }[] } = await call(
			'/users?search=member@flotilla.test',
			'GET',
			undefined,
			headers,
		);
		const [user] = list.users;
		await call(`/users/${user?.id}`, 'PATCH', { firstName }, { ...headers, 'if-match': `"${user?.version}"` });
	};
	const everywhere = async (name: string) => {
		for (const tab of tabs) await expect(tab.getByText(name).first()).toBeVisible();
	};

	await rename('Leading');
	await everywhere('Leading');

	await first.close();
	tabs.shift();
	await rename('Following');
	await everywhere('Following');
	for (const tab of tabs) await expect(connectionOf(tab)).toHaveAttribute('data-connection', 'connected');
	await expect.poll(() => countConnections(suite.apiUrl)).toBe(1);
});
