import type { NotificationAction, NotificationKind } from '@flotilla/session';

/** What happened in the suite that is told by the shell itself, in the language of whoever reads it. */
export type NoticeEvent =
	| { event: 'people-imported'; count: number; path: string }
	| { event: 'account-changed'; path: string }
	| { event: 'remote-failed'; remote: string }
	| { event: 'update-ready' };

/** What was told as a notification, in the words of whoever raised it. */
export interface NoticeText {
	title: string;
	message: string | null;
}

export interface Notice {
	id: string;
	kind: NotificationKind;
	what: NoticeText | NoticeEvent;
	/** Milliseconds since 1970, of the last time. */
	at: number;
	/** How often it was raised. */
	count: number;
	isRead: boolean;
	/** What can still be done about it. */
	action: NotificationAction | null;
}

export const isNoticeEvent = (what: Notice['what']): what is NoticeEvent => 'event' in what;
