import { formatBytes } from './format-bytes.ts';
import { type DateStyle, formatDate, formatRelativeTime } from './format-date.ts';
import { formatDuration } from './format-duration.ts';
import { formatters } from './formatters.ts';

/** An instant: ISO 8601, milliseconds since 1970, or a date. */
export type Instant = string | number | Date;

/** Numbers, dates and sizes in the words of a language. */
export interface Format {
	/** The locale that `Intl` is asked for. */
	readonly locale: string;
	number(value: number, options?: Intl.NumberFormatOptions): string;
	/** A share from 0 to 1, without decimals: `50%`. */
	percent(share: number): string;
	/** A number of bytes: `1.4 MB`. */
	bytes(bytes: number): string;
	/** In the browser's time zone. Default `date`. Nothing for what is no date. */
	date(instant: Instant, style?: DateStyle): string;
	/** `3 minutes ago`. `now` defaults to the browser's clock. */
	relativeTime(instant: Instant, now?: number): string;
	/** A whole number of seconds in its two largest units: `2 min 5 sec`. */
	duration(seconds: number): string;
	/** `Ada, Bea, and Cai`. */
	list(items: readonly string[], type?: 'conjunction' | 'disjunction'): string;
}

export const createFormat = (locale: string): Format => ({
	locale,
	number: (value, options) => formatters.getNumberFormat(locale, options).format(value),
	percent: (share) => formatters.getNumberFormat(locale, { style: 'percent' }).format(share),
	bytes: (bytes) => formatBytes(bytes, locale),
	date: (instant, style) => formatDate(instant, style, locale),
	relativeTime: (instant, now) => formatRelativeTime(instant, now, locale),
	duration: (seconds) => formatDuration(seconds, locale),
	list: (items, type = 'conjunction') => formatters.getListFormat(locale, { type }).format(items),
});
