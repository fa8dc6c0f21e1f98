import { act, Suspense, startTransition, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test } from 'vitest';
import { defineMessages } from '../catalogue/define-messages.ts';
import { createI18n } from '../language/create-i18n.ts';
import de from '../testing/messages/de.json' with { type: 'json' };
import en from '../testing/messages/en.json' with { type: 'json' };
import { I18nProvider, useFormat, useMessages } from './i18n-provider.ts';

declare global {
	var IS_REACT_ACT_ENVIRONMENT: boolean;
}
globalThis.IS_REACT_ACT_ENVIRONMENT = true;

const messages = defineMessages(en, { de: () => import('../testing/messages/de.json', { with: { type: 'json' } }) });

const Sentence = ({ count }: { count: number }) => {
	const t = useMessages(messages);
	const format = useFormat();
	return (
		<p>
			{t('people', { count })} {t.rich('help', { link: (chunks) => <a href="/help">{chunks}</a> })} {format.number(1.5)}
		</p>
	);
};

test('a component speaks the language of the page, and the next one once it is there', async () => {
	const root = document.createElement('html');
	const kept = new Map<string, string>();
	const i18n = createI18n({
		language: 'en',
		root,
		storage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) },
	});
	const container = document.body.appendChild(document.createElement('div'));
	const page = createRoot(container);
	await act(() =>
		page.render(
			<I18nProvider i18n={i18n}>
				<Sentence count={2} />
			</I18nProvider>,
		),
	);
	expect(container.innerHTML).toBe('<p>2 people Read <a href="/help">how it works</a>. 1.5</p>');

	await act(() => i18n.setLanguage('de'));
	expect(container.textContent).toBe('2 Personen Lesen Sie, wie es geht. 1,5');
	expect(root.lang).toBe('de');
	expect(kept.get('flotilla.language')).toBe('de');

	await act(() => i18n.setLanguage('ar-XB'));
	expect(root.dir).toBe('rtl');
	await act(() => i18n.setLanguage('en-XA'));
	expect(container.textContent).toMatch(/^2 péöplé~/);
	page.unmount();
});

test('without a provider it is English', async () => {
	const container = document.body.appendChild(document.createElement('div'));
	const page = createRoot(container);
	await act(() => page.render(<Sentence count={1} />));
	expect(container.textContent).toBe('1 person Read how it works. 1.5');
	page.unmount();
});

test('a component that waited for its texts goes on where it was', async () => {
	// As a page does it, whose React works on while the texts arrive: `act` never continues a render.
	globalThis.IS_REACT_ACT_ENVIRONMENT = false;
	const quick = defineMessages(en, { de: () => Promise.resolve({ default: de }) });
	const Question = () => {
		const t = useMessages(quick);
		const [count] = useState(2);
		return <p>{t('people', { count })}</p>;
	};
	const recovered: unknown[] = [];
	const i18n = createI18n({ language: 'de', root: null, storage: null });
	const container = document.body.appendChild(document.createElement('div'));
	const page = createRoot(container, { onRecoverableError: (error) => recovered.push(error) });
	startTransition(() =>
		page.render(
			<I18nProvider i18n={i18n}>
				<Suspense fallback="Wait">
					<Question />
				</Suspense>
			</I18nProvider>,
		),
	);
	await expect.poll(() => container.textContent).toBe('2 Personen');
	expect(recovered).toEqual([]);
	page.unmount();
	globalThis.IS_REACT_ACT_ENVIRONMENT = true;
});
