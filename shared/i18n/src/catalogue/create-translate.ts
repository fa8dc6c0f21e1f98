import formatMessage, { type CompiledMessage } from 'icu-minify/format';
import { formatters } from '../format/formatters.ts';
import type { AnyLanguage } from '../language/languages.ts';
import { localeOf } from '../language/locale-of.ts';
import type { Catalogue, CompiledMessages } from './define-messages.ts';

/** What a message's arguments may be. A count has to be a number, a date a `Date`. */
export type MessageValues = Readonly<Record<string, string | number | Date>>;

/** What a message with tags may be given: `<link>…</link>` by `link: (chunks) => …`. */
export type RichValues<Part> = Readonly<Record<string, string | number | Date | ((chunks: (string | Part)[]) => Part)>>;

export interface Translate<Key extends string = string> {
	/** The text of a key. A missing argument is an error of whoever wrote the code: it throws. */
	(key: Key, values?: MessageValues): string;
	/** A text with tags, as parts in order; React renders them as they are. */
	rich<Part>(key: Key, values: RichValues<Part>): string | Part | (string | Part)[];
	/** Whether there is such a text, for keys that are made of data. */
	has(key: string): key is Key;
	/** The language that the texts are in. */
	readonly language: AnyLanguage;
}

export const translateBy = <Key extends string>(
	messages: CompiledMessages<Key>,
	language: AnyLanguage,
): Translate<Key> => {
	const locale = localeOf(language);
	const translate = (key: Key, values?: MessageValues): string =>
		formatMessage(messages[key] as CompiledMessage, locale, values, { formatters }) as string;
	return Object.assign(translate, {
		rich: <Part>(key: Key, values: RichValues<Part>) =>
			formatMessage<Part>(messages[key], locale, values as Parameters<typeof formatMessage<Part>>[2], { formatters }),
		has: (key: string): key is Key => Object.hasOwn(messages, key),
		language,
	});
};

/** English without React: for tests of models, and for what has no page. */
export const createTranslate = <Key extends string>(catalogue: Catalogue<Key>): Translate<Key> =>
	translateBy(catalogue.english, 'en');
