import { expect, test, vi } from 'vitest';
import type { Catalogue } from '../catalogue/define-messages.ts';
import { createI18n, type I18nOptions } from './create-i18n.ts';
import { bestLanguage } from './languages.ts';

const catalogue = (
	english: string,
	german: () => Promise<string> = async () => `${english} auf Deutsch`,
): Catalogue<'hello'> => ({
	english: { hello: english },
	load: { de: async () => ({ default: { hello: await german() } }) },
});

const create = (options: I18nOptions = {}) => createI18n({ storage: null, root: null, language: 'en', ...options });

test('the first language of the browser that is written here is taken, otherwise English', () => {
	expect(bestLanguage(['fr-CH', 'de-CH', 'en'])).toBe('de');
	expect(bestLanguage(['fr', 'it'])).toBe('en');
	expect(bestLanguage([])).toBe('en');
});

test('a choice that was kept wins; one that is none does not', () => {
	const storage = (kept: string) => ({ getItem: () => kept, setItem: () => {} });
	expect(createI18n({ root: null, storage: storage('de') }).language).toBe('de');
	expect(createI18n({ root: null, storage: storage('tlh') }).language).not.toBe('tlh');
});

test('English is there at once, another language when it was loaded', async () => {
	const i18n = create({ language: 'de' });
	const texts = catalogue('Hello');
	expect(i18n.translate(texts)).toBeUndefined();
	expect((await i18n.load(texts))('hello')).toBe('Hello auf Deutsch');
	expect(i18n.translate(texts)?.('hello')).toBe('Hello auf Deutsch');
	expect(create().translate(texts)?.('hello')).toBe('Hello');
});

test('the language changes when all texts of the page are there, those asked for meanwhile, too', async () => {
	const i18n = create();
	let arrive: (text: string) => void = () => {};
	const slow = catalogue('One', () => new Promise((resolve) => (arrive = resolve)));
	const late = catalogue('Two');
	i18n.translate(slow);
	const heard = vi.fn();
	i18n.subscribe(heard);
	const change = i18n.setLanguage('de');
	i18n.translate(late);
	await Promise.resolve();
	expect(i18n.language).toBe('en');
	expect(heard).not.toHaveBeenCalled();
	arrive('Eins');
	await change;
	expect(i18n.language).toBe('de');
	expect(heard).toHaveBeenCalledTimes(1);
	expect(i18n.translate(slow)?.('hello')).toBe('Eins');
	expect(i18n.translate(late)?.('hello')).toBe('Two auf Deutsch');
});

test('the last choice holds, also where an earlier one has its texts later', async () => {
	const i18n = create();
	let arrive: (text: string) => void = () => {};
	i18n.translate(catalogue('One', () => new Promise((resolve) => (arrive = resolve))));
	const german = i18n.setLanguage('de');
	await i18n.setLanguage('en');
	const heard = vi.fn();
	i18n.subscribe(heard);
	arrive('Eins');
	await german;
	expect(i18n.language).toBe('en');
	expect(heard).not.toHaveBeenCalled();
});

test('what cannot be had stays English, is told, and is asked for again with the next choice', async () => {
	const i18n = create();
	const heard = vi.fn();
	const stop = i18n.onLoadFailed(heard);
	const german = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error('gone')).mockResolvedValue('Hallo');
	const texts = catalogue('Hello', german);
	i18n.translate(texts);
	await i18n.setLanguage('de');
	expect(i18n.translate(texts)?.('hello')).toBe('Hello');
	expect(heard).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: 'gone' }), 'de');
	stop();
	await i18n.setLanguage('de');
	expect(i18n.translate(texts)?.('hello')).toBe('Hallo');
});

test('storage that refuses does not keep anybody from choosing', async () => {
	const refuse = () => {
		throw new DOMException('No', 'SecurityError');
	};
	const i18n = createI18n({ root: null, storage: { getItem: refuse, setItem: refuse } });
	await i18n.setLanguage('de');
	expect(i18n.language).toBe('de');
});
