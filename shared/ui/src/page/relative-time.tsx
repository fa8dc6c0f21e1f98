import { createFormat, useFormat } from '@flotilla/i18n';
import { useEffect, useState } from 'react';

export interface RelativeTimeProps {
	/** ISO 8601, milliseconds or a date. */
	value: string | number | Date;
	/** Default that of the page's language. */
	locale?: string | undefined;
	/** Milliseconds since 1970. Default `Date.now`. */
	now?: (() => number) | undefined;
}

/** `3 minutes ago`, kept true by the minute; the exact time is its title. */
export function RelativeTime({ value, locale, now = Date.now }: RelativeTimeProps) {
	const page = useFormat();
	const format = locale === undefined ? page : createFormat(locale);
	const [, tick] = useState(0);
	useEffect(() => {
		const timer = setInterval(() => tick((count) => count + 1), 60_000);
		return () => clearInterval(timer);
	}, []);
	const date = new Date(value);
	if (Number.isNaN(date.getTime())) return null;
	return (
		<time dateTime={date.toISOString()} title={format.date(date, 'date-time')}>
			{format.relativeTime(date, now())}
		</time>
	);
}
