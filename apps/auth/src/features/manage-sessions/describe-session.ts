import type { Session } from '@flotilla/contracts';
import type { Format, Translate } from '@flotilla/i18n';
import type { manageSessionsMessages } from './manage-sessions.messages.ts';

type Message = typeof manageSessionsMessages extends { english: Readonly<Record<infer Key, unknown>> } ? Key : never;

export interface SessionDescription {
	device: string;
	/** Where and when, in the order they are read. */
	facts: readonly string[];
}

/** What a person goes by to know a place where they are signed in. */
export const describeSession = (
	{ device, ip, current, createdAt, lastUsedAt }: Session,
	{ t, format }: { t: Translate<Message>; format: Format },
): SessionDescription => ({
	device: nameDevice(device, t),
	facts: [
		...(ip === null ? [] : [ip]),
		current ? t('activeNow') : t('lastUsed', { when: format.relativeTime(lastUsedAt) }),
		t('since', { date: format.date(createdAt, 'date') }),
	],
});

/** The server names devices in English: `Chrome on Linux`. */
export const nameDevice = (device: string | null, t: Translate<Message>): string => {
	if (device === null) return t('unknownDevice');
	const [, browser, system] = /^(.+) on (.+)$/.exec(device) ?? [];
	return browser === undefined || system === undefined ? device : t('deviceOn', { browser, system });
};

/** This device first, then as they came: the last used first. */
export const inOrder = (sessions: readonly Session[]): readonly Session[] =>
	[...sessions].sort((a, b) => Number(b.current) - Number(a.current));
