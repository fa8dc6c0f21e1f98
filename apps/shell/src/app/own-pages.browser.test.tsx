import { createI18n, I18nProvider } from '@flotilla/i18n';
import { UiProvider } from '@flotilla/ui';
import { createRoot } from 'react-dom/client';
import { Link, MemoryRouter, Route, Routes } from 'react-router';
import { expect, it, onTestFinished, vi } from 'vitest';
import { OwnPages } from './own-pages.tsx';

let isBroken = true;
const Breaking = () => {
	if (isBroken) throw new Error('no such section');
	return <p>The settings are here</p>;
};

const open = () => {
	isBroken = true;
	const reported = vi.fn();
	vi.stubGlobal('reportError', reported);
	const container = document.body.appendChild(document.createElement('div'));
	// What is contained is told by `reported`; the console would only repeat it.
	const root = createRoot(container, { onCaughtError: () => {} });
	root.render(
		<UiProvider>
			<I18nProvider i18n={createI18n({ language: 'en', storage: null, root: null })}>
				<MemoryRouter initialEntries={['/settings']}>
					<Link to="/">Dashboard</Link>
					<Routes>
						<Route element={<OwnPages />}>
							<Route index element={<p>Hello, Ada</p>} />
							<Route path="settings" element={<Breaking />} />
						</Route>
					</Routes>
				</MemoryRouter>
			</I18nProvider>
		</UiProvider>,
	);
	onTestFinished(() => {
		root.unmount();
		container.remove();
		vi.unstubAllGlobals();
	});
	const press = (words: string) =>
		[...container.querySelectorAll<HTMLElement>('a, button')].find((one) => one.textContent === words)?.click();
	return { reported, press, text: () => container.textContent };
};

it('a page of the shell that fails is told of in its place, reported, and can be tried again', async () => {
	const { reported, press, text } = open();
	await expect.poll(text).toContain('This page has failed');
	expect(text()).toContain('Dashboard');
	expect(reported).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: 'no such section' }));
	isBroken = false;
	press('Try again');
	await expect.poll(text).toContain('The settings are here');
});

it('another page is shown after one has failed', async () => {
	const { press, text } = open();
	await expect.poll(text).toContain('This page has failed');
	press('Dashboard');
	await expect.poll(text).toBe('DashboardHello, Ada');
});
