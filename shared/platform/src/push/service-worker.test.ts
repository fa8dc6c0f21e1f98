import { expect, it } from 'vitest';
import { handlePushMessages, type PushScope } from './service-worker.ts';

const setUp = (tabs: readonly string[] = []) => {
	const listeners = new Map<string, (event: never) => void>();
	const shown: { title: string; options: { body: string; tag?: string; data: { url: string } } }[] = [];
	const opened: string[] = [];
	const focused: string[] = [];
	const scope: PushScope = {
		location: { origin: 'https://flotilla.test' },
		registration: { showNotification: async (title, options) => shown.push({ title, options }) },
		clients: {
			matchAll: async () => tabs.map((url) => ({ url, focus: async () => focused.push(url) })),
			openWindow: async (url) => opened.push(url),
		},
		addEventListener: (type: string, listener: (event: never) => void) => listeners.set(type, listener),
	};
	handlePushMessages(scope);
	const raise = async (type: string, event: object) => {
		const waited: Promise<unknown>[] = [];
		listeners.get(type)?.({ ...event, waitUntil: (promise: Promise<unknown>) => waited.push(promise) } as never);
		// A worker is ended once nothing is waited for.
		expect(waited).toHaveLength(1);
		await Promise.all(waited);
	};
	return {
		shown,
		opened,
		focused,
		push: (text: string | null) => raise('push', { data: text === null ? null : { json: () => JSON.parse(text) } }),
		click: async (url: unknown) => {
			let closed = false;
			await raise('notificationclick', { notification: { data: { url }, close: () => (closed = true) } });
			expect(closed).toBe(true);
		},
	};
};

it('shows a message under its tag, and remembers where it leads', async () => {
	const { push, shown } = setUp();
	await push(JSON.stringify({ title: 'A file was added', body: 'Plan.pdf', url: '/files', tag: 'file-1' }));
	expect(shown).toEqual([
		{ title: 'A file was added', options: { body: 'Plan.pdf', tag: 'file-1', data: { url: '/files' } } },
	]);
});

it.each([
	['nothing', null],
	['no JSON', 'tea'],
	['another shape', '{"title":7}'],
	['null', 'null'],
	['a list', '[]'],
])('shows something for a message that is %s', async (_what, text) => {
	const { push, shown } = setUp();
	await push(text);
	expect(shown).toEqual([
		{ title: 'Flotilla', options: { body: 'There is something new for you.', data: { url: '/' } } },
	]);
});

it('a click brings the tab of the page to the front', async () => {
	const { click, focused, opened } = setUp(['https://flotilla.test/users', 'https://flotilla.test/files']);
	await click('/files');
	expect([focused, opened]).toEqual([['https://flotilla.test/files'], []]);
});

it('a click opens the page where no tab shows it, and leaves other tabs alone', async () => {
	const { click, focused, opened } = setUp(['https://flotilla.test/users/7']);
	await click('/files?page=2');
	expect([focused, opened]).toEqual([[], ['https://flotilla.test/files?page=2']]);
});

it.each(['https://evil.test/', '//evil.test/x', 'javascript:alert(1)', 'data:text/html,x', 'http://[', 7, undefined])(
	'%s leads nowhere but to the start page',
	async (url) => {
		const { click, opened } = setUp();
		await click(url);
		expect(opened).toEqual(['https://flotilla.test/']);
	},
);
