import { UiProvider } from '@flotilla/ui';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { Link, MemoryRouter, Route, Routes, useLocation } from 'react-router';
import { expect, it, onTestFinished, vi } from 'vitest';
import { PageAnnouncer } from './page-announcer.view.tsx';

const Address = () => <output>{useLocation().pathname}</output>;

/** As a page that is not there does. */
const Missing = () => (
	<>
		<title>Not found · Flotilla</title>
		<meta name="robots" content="noindex" />
	</>
);

const open = (address: string, children?: ReactNode) => {
	const onShown = vi.fn<(pathname: string, name: string) => void>();
	const titleBefore = document.title;
	document.title = 'Flotilla';
	const container = document.body.appendChild(document.createElement('div'));
	const root = createRoot(container);
	root.render(
		<UiProvider>
			<MemoryRouter initialEntries={[address]}>
				<Link to="/users/42">Open</Link>
				<PageAnnouncer onShown={onShown} />
				<Address />
				{children}
			</MemoryRouter>
		</UiProvider>,
	);
	onTestFinished(() => {
		root.unmount();
		container.remove();
		document.title = titleBefore;
	});
	const find = (selector: string) => container.querySelector<HTMLElement>(selector);
	return {
		onShown,
		said: () => find('[role=status]')?.textContent,
		address: () => find('output')?.textContent,
		follow: () => find('a')?.click(),
	};
};

it('a page that one comes to is named to who remembers it, and said by the browser alone', async () => {
	const { onShown, said } = open('/users/42');
	await expect.poll(said).toBe('');
	expect(onShown).not.toHaveBeenCalled();
	document.title = 'Ada Lovelace · Flotilla';
	await expect.poll(() => onShown.mock.calls).toEqual([['/users/42', 'Ada Lovelace']]);
	expect(said()).toBe('');
});

it('another page is said by its own name, and remembered by the one it has later', async () => {
	const { onShown, said, address, follow } = open('/users');
	await expect.poll(said).toBe('');
	document.title = 'Users · Flotilla';
	await expect.poll(() => onShown.mock.calls).toHaveLength(1);
	follow();
	await expect.poll(address).toBe('/users/42');
	// As while a person is fetched.
	document.title = 'Flotilla';
	document.title = 'Ada Lovelace · Flotilla';
	await expect.poll(said).toBe('Ada Lovelace');
	document.title = 'Ada King · Flotilla';
	await expect
		.poll(() => onShown.mock.calls.slice(1))
		.toEqual([
			['/users/42', 'Ada Lovelace'],
			['/users/42', 'Ada King'],
		]);
	expect(said()).toBe('Ada Lovelace');
});

it('a page that is missing is said, and not remembered', async () => {
	const { onShown, said, follow } = open(
		'/users',
		<Routes>
			<Route path="/users" element={<title>Users · Flotilla</title>} />
			<Route path="/users/42" element={<Missing />} />
		</Routes>,
	);
	await expect.poll(() => onShown.mock.calls).toEqual([['/users', 'Users']]);
	follow();
	await expect.poll(said).toBe('Not found');
	expect(onShown).toHaveBeenCalledOnce();
});
