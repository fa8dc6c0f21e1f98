import { type Translate, translateBy } from '../catalogue/create-translate.ts';
import type { Catalogue, CompiledMessages } from '../catalogue/define-messages.ts';
import { createFormat, type Format } from '../format/create-format.ts';
import { languageKey } from './language-script.ts';
import { type AnyLanguage, bestLanguage, directionOf, isLanguage, isPseudoLanguage } from './languages.ts';
import { localeOf } from './locale-of.ts';

export interface I18n {
	readonly language: AnyLanguage;
	/** Numbers and dates in the language. */
	readonly format: Format;
	/**
	 * Speaks another language once all texts that the page has used so far are there, so that nothing is shown half
	 * in one and half in the other; keeps the choice for the next visit. Texts that cannot be had stay English.
	 * Of several choices the last one holds, whichever has its texts first.
	 */
	setLanguage(next: AnyLanguage): Promise<void>;
	/** The texts of a catalogue, or undefined while they are on their way. */
	translate<Key extends string>(catalogue: Catalogue<Key>): Translate<Key> | undefined;
	/** Fetches the texts of a catalogue; a remote's `start` may wait for it. Never rejects. */
	load<Key extends string>(catalogue: Catalogue<Key>): Promise<Translate<Key>>;
	/** The same for several at once. */
	loadAll(catalogues: readonly Catalogue[]): Promise<void>;
	/** Called after the language changed. Answers how to stop. */
	subscribe(onChange: () => void): () => void;
	/** Called when texts could not be fetched, and English stands in for them. Answers how to stop. */
	onLoadFailed(listener: LoadFailedListener): () => void;
}

export type LoadFailedListener = (error: unknown, language: AnyLanguage) => void;

export interface I18nOptions {
	/** Default: what was chosen on an earlier visit, otherwise the first of `navigator.languages` that we write, otherwise English. */
	language?: AnyLanguage | undefined;
	/** Where the choice is kept; null for nowhere. Default `localStorage`; a browser that refuses it keeps the choice for this page. */
	storage?: Pick<Storage, 'getItem' | 'setItem'> | null | undefined;
	/** Gets `lang` and `dir`; null for none. Default: the page's `<html>`. */
	root?: Pick<HTMLElement, 'lang' | 'dir'> | null | undefined;
}

/** The language of a page. Made once a page, by whoever owns it. */
export const createI18n = ({ storage, root, ...options }: I18nOptions = {}): I18n => {
	const keeper = storage === undefined ? browserStorage() : storage;
	const element = root === undefined ? (globalThis.document?.documentElement ?? null) : root;
	const listeners = new Set<() => void>();
	const failureListeners = new Set<LoadFailedListener>();
	/** What the page has asked for so far: all of it changes language together. */
	const used = new Set<Catalogue>();
	const loaded = new Map<AnyLanguage, Map<Catalogue, Translate>>();
	const underWay = new Map<AnyLanguage, Map<Catalogue, Promise<Translate>>>();
	let language: AnyLanguage = options.language ?? chosenBefore(keeper) ?? bestLanguage(navigatorLanguages());
	let format = createFormat(localeOf(language));
	/** How often a language was chosen. */
	let choices = 0;

	const mark = (): void => {
		if (element === null) return;
		element.lang = language;
		element.dir = directionOf(language);
	};
	mark();

	const found = (catalogue: Catalogue, wanted: AnyLanguage): Translate | undefined => {
		const known = inner(loaded, wanted).get(catalogue);
		if (known !== undefined || wanted !== 'en') return known;
		const english = translateBy(catalogue.english, 'en');
		inner(loaded, 'en').set(catalogue, english);
		return english;
	};

	const fetchMessages = async (catalogue: Catalogue, wanted: AnyLanguage): Promise<CompiledMessages<string>> => {
		if (isPseudoLanguage(wanted)) {
			const { pseudoMessages } = await import('./pseudo-messages.ts');
			return pseudoMessages(catalogue.english, wanted);
		}
		if (wanted === 'en') return catalogue.english;
		return (await catalogue.load[wanted]()).default;
	};

	const load = (catalogue: Catalogue, wanted: AnyLanguage): Promise<Translate> => {
		used.add(catalogue);
		const known = found(catalogue, wanted);
		if (known !== undefined) return Promise.resolve(known);
		const requests = inner(underWay, wanted);
		const request =
			requests.get(catalogue) ??
			fetchMessages(catalogue, wanted)
				.then(
					(messages) => translateBy(messages, wanted),
					(error) => {
						for (const listener of [...failureListeners]) listener(error, wanted);
						// English until the page is loaded anew or the language chosen again.
						return translateBy(catalogue.english, 'en');
					},
				)
				.then((translate) => {
					inner(loaded, wanted).set(catalogue, translate);
					requests.delete(catalogue);
					return translate;
				});
		requests.set(catalogue, request);
		return request;
	};

	return {
		get language() {
			return language;
		},
		get format() {
			return format;
		},
		async setLanguage(next) {
			keep(keeper, next);
			choices += 1;
			const choice = choices;
			// What failed before is asked for again.
			for (const [catalogue, translate] of inner(loaded, next))
				if (translate.language !== next) inner(loaded, next).delete(catalogue);
			let loadedBefore = -1;
			// A page that came up meanwhile has brought texts of its own.
			while (loadedBefore !== used.size) {
				loadedBefore = used.size;
				await Promise.all([...used].map((catalogue) => load(catalogue, next)));
			}
			// Another was chosen while these texts were on their way.
			if (choice !== choices) return;
			language = next;
			format = createFormat(localeOf(next));
			mark();
			for (const listener of [...listeners]) listener();
		},
		translate<Key extends string>(catalogue: Catalogue<Key>) {
			used.add(catalogue as Catalogue);
			return found(catalogue as Catalogue, language) as Translate<Key> | undefined;
		},
		load: <Key extends string>(catalogue: Catalogue<Key>) =>
			load(catalogue as Catalogue, language) as Promise<unknown> as Promise<Translate<Key>>,
		async loadAll(catalogues) {
			await Promise.all(catalogues.map((catalogue) => load(catalogue, language)));
		},
		subscribe(onChange) {
			listeners.add(onChange);
			return () => listeners.delete(onChange);
		},
		onLoadFailed(listener) {
			failureListeners.add(listener);
			return () => failureListeners.delete(listener);
		},
	};
};

const inner = <Outer, Value>(maps: Map<Outer, Map<Catalogue, Value>>, key: Outer): Map<Catalogue, Value> => {
	let map = maps.get(key);
	if (map === undefined) {
		map = new Map();
		maps.set(key, map);
	}
	return map;
};

const navigatorLanguages = (): readonly string[] => globalThis.navigator?.languages ?? [];

const browserStorage = (): Storage | null => {
	try {
		return globalThis.localStorage ?? null;
	} catch {
		return null;
	}
};

const chosenBefore = (storage: Pick<Storage, 'getItem'> | null) => {
	try {
		const kept = storage?.getItem(languageKey);
		return isLanguage(kept) ? kept : undefined;
	} catch {
		return undefined;
	}
};

const keep = (storage: Pick<Storage, 'setItem'> | null, language: AnyLanguage): void => {
	try {
		storage?.setItem(languageKey, language);
	} catch {
		// Storage may be full or forbidden; the choice still holds for this page.
	}
};
