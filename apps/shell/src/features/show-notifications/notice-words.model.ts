import type { Translate } from '@flotilla/i18n';
import { isNoticeEvent, type Notice } from '../../notices/notice.ts';

type Key =
	| `event.${'people-imported' | 'account-changed' | 'remote-failed' | 'update-ready'}`
	| `hint.${'account-changed' | 'remote-failed' | 'update-ready'}`;

export interface NoticeWords {
	title: string;
	message: string | null;
}

/** What a notice says. `titleOf` gives what a remote is called. */
export const wordsOf = <K extends string>(
	{ what }: Pick<Notice, 'what'>,
	t: Translate<K | Key>,
	titleOf: (remote: string) => string,
): NoticeWords => {
	if (!isNoticeEvent(what)) return what;
	switch (what.event) {
		case 'people-imported':
			return { title: t('event.people-imported', { count: what.count }), message: null };
		case 'account-changed':
			return { title: t('event.account-changed'), message: t('hint.account-changed') };
		case 'remote-failed':
			return {
				title: t('event.remote-failed', { title: titleOf(what.remote) }),
				message: t('hint.remote-failed'),
			};
		case 'update-ready':
			return { title: t('event.update-ready'), message: t('hint.update-ready') };
	}
};
