import { createContext, createElement, type ReactNode, use, useMemo, useSyncExternalStore } from 'react';
import type { Translate } from '../catalogue/create-translate.ts';
import type { Catalogue } from '../catalogue/define-messages.ts';
import type { Format } from '../format/create-format.ts';
import { createI18n, type I18n } from '../language/create-i18n.ts';
import { type AnyLanguage, type Direction, directionOf, type Language, languages } from '../language/languages.ts';

const I18nContext = createContext<I18n | null>(null);

export interface I18nProviderProps {
	i18n: I18n;
	children: ReactNode;
}

/** Gives the page's language to all below. Once a page. Without JSX: Node runs this package as it is. */
export const I18nProvider = ({ i18n, children }: I18nProviderProps) =>
	createElement(I18nContext, { value: i18n }, children);

let english: I18n | undefined;

/** Without a provider, as in a small test, everything is English. */
const useI18n = (): I18n => {
	const i18n = use(I18nContext);
	if (i18n !== null) return i18n;
	english ??= createI18n({ language: 'en', storage: null, root: null });
	return english;
};

const useCurrentLanguage = (i18n: I18n): AnyLanguage =>
	useSyncExternalStore(
		i18n.subscribe,
		() => i18n.language,
		() => i18n.language,
	);

/** The texts of a catalogue in the page's language. Suspends while they are on their way. */
export const useMessages = <Key extends string>(catalogue: Catalogue<Key>): Translate<Key> => {
	const i18n = useI18n();
	useCurrentLanguage(i18n);
	const translate = i18n.translate(catalogue);
	// Thrown, not used: React repeats a render that waited by `use`, and takes hooks for missing ones when what it waited
	// for is there by then. And a render that always calls `use` is never finished by tests whose `act` nobody awaits.
	if (translate === undefined) throw i18n.load(catalogue);
	return translate;
};

/** Numbers, dates and sizes in the page's language. */
export const useFormat = (): Format => {
	const i18n = useI18n();
	useCurrentLanguage(i18n);
	return i18n.format;
};

export interface LanguageControl {
	language: AnyLanguage;
	direction: Direction;
	/** What can be chosen. */
	languages: readonly Language[];
	/** Resolves once the page speaks it. */
	setLanguage(next: AnyLanguage): Promise<void>;
}

/** The page's language and how to change it. */
export const useLanguage = (): LanguageControl => {
	const i18n = useI18n();
	const language = useCurrentLanguage(i18n);
	return useMemo(
		() => ({ language, direction: directionOf(language), languages, setLanguage: i18n.setLanguage }),
		[language, i18n],
	);
};
