export {
	createTranslate,
	type MessageValues,
	type RichValues,
	type Translate,
} from './catalogue/create-translate.ts';
export { type Catalogue, defineMessages } from './catalogue/define-messages.ts';
export { createFormat, type Format, type Instant } from './format/create-format.ts';
export { formatBytes } from './format/format-bytes.ts';
export { type DateStyle, formatDate, formatRelativeTime } from './format/format-date.ts';
export { createI18n, type I18n, type I18nOptions } from './language/create-i18n.ts';
export { languageKey, languageScript } from './language/language-script.ts';
export {
	type AnyLanguage,
	type Direction,
	directionOf,
	isLanguage,
	type Language,
	languageNames,
	languages,
	type PseudoLanguage,
	pseudoLanguages,
} from './language/languages.ts';
export {
	I18nProvider,
	type I18nProviderProps,
	type LanguageControl,
	useFormat,
	useLanguage,
	useMessages,
} from './react/i18n-provider.ts';
