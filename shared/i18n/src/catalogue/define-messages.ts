import type { CompiledMessage } from 'icu-minify/format';
import type { Language } from '../language/languages.ts';

/** A catalogue as the build leaves it: each message compiled. */
export type CompiledMessages<Key extends string> = Readonly<Record<Key, CompiledMessage>>;

/** The texts of one feature or package, by key. */
export interface Catalogue<Key extends string = string> {
	/** English, there from the start: what is shown while another language cannot be had. */
	readonly english: CompiledMessages<Key>;
	/** Fetches the others. */
	readonly load: Readonly<Record<Exclude<Language, 'en'>, () => Promise<{ default: CompiledMessages<Key> }>>>;
}

/** A file of messages as TypeScript sees it, before the build compiles it. */
type MessagesFile<Key extends string> = Readonly<Record<Key, string>>;

/**
 * Makes a catalogue of JSON files with messages in the ICU MessageFormat. Keys are those of the English file, and a
 * translation that lacks one does not compile.
 *
 * ```ts
 * import en from './messages/en.json' with { type: 'json' };
 *
 * export const listUsersMessages = defineMessages(en, {
 *   de: () => import('./messages/de.json', { with: { type: 'json' } }),
 * });
 * ```
 *
 * The build puts all of an app's texts in one language into one file, so that a language is one request. The files have to lie in a folder named `messages`, where the builds look for what to compile.
 */
export const defineMessages = <Key extends string>(
	english: MessagesFile<Key>,
	others: Readonly<Record<Exclude<Language, 'en'>, () => Promise<{ default: MessagesFile<NoInfer<Key>> }>>>,
): Catalogue<Key> => ({
	english,
	load: others,
});
