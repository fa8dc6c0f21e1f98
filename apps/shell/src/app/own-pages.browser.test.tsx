import { createI18n, I18nProvider, type Language } from '@flotilla/i18n';
import { UiProvider } from '@flotilla/ui';
import { Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Link, MemoryRouter, Route, Routes } from 'react-router';
import { expect, it, onTestFinished, vi } from 'vitest';
import { OwnPages } from './own-pages.tsx';
import { shellCatalogues } from './shell-catalogues.ts';

let isBroken = true;
const Breaking = () => {
	if (isBroken) throw new Error('no such section');
	return <p>The settings are here</p>;
};

const open = async (language: Language = 'en') => {
	isBroken = true;
	// As the shell does before its first render.
	const i18n = createI18n({ language, storage: null, root: null });
	await i18n.loadAll(shellCatalogues);
	const blank = vi.fn(() => null);
	const Blank = () => blank();
	const reported = vi.fn();
	vi.stubGlobal('reportError', reported);
	const container = document.body.appendChild(document.createElement('div'));
	// What is contained is told by `reported`; the console would only repeat it.
	const root = createRoot(container, { onCaughtError: () => {} });
	root.render(
		<UiProvider>
			<I18nProvider i18n={i18n}>
				<Suspense fallback={<Blank />}>
					<MemoryRouter initialEntries={['/settings']}>
						<Link to="/">Dashboard</Link>
						<Routes>
							<Route element={<OwnPages />}>
								<Route index element={<p>Hello, Ada</p>} />
								<Route path="settings" element={<Breaking />} />
							</Route>
						</Routes>
					</MemoryRouter>
				</Suspense>
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
	return { reported, blank, press, text: () => container.textContent };
};

it('a page of the shell that fails is told of in its place, reported, and can be tried again', async () => {
	const { reported, press, text } = await open();
	await expect.poll(text).toContain('This page has failed');
	expect(text()).toContain('Dashboard');
	expect(reported).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: 'no such section' }));
	isBroken = false;
	press('Try again');
	await expect.poll(text).toContain('The settings are here');
});

it('another page is shown after one has failed', async () => {
	const { press, text } = await open();
	await expect.poll(text).toContain('This page has failed');
	press('Dashboard');
	await expect.poll(text).toBe('DashboardHello, Ada');
});

it('the frame stays while texts about a page that fails come in another language', async () => {
	const { blank, text } = await open('de');
	await expect.poll(text).toContain('Erneut versuchen');
	expect(blank).not.toHaveBeenCalled();
});
