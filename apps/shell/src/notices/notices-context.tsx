import { usePlatform } from '@flotilla/platform';
import { createContext, type ReactNode, use, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { createNoticeHistory, type NoticeHistory } from './create-notice-history.ts';
import { followEvents } from './follow-events.ts';
import type { Notice } from './notice.ts';

const NoticesContext = createContext<NoticeHistory | null>(null);

/** Remembers what is told for as long as it is mounted. */
export const NoticesProvider = ({ children }: { children: ReactNode }) => {
	const { bus, notifications, session } = usePlatform();
	const [history] = useState(() => createNoticeHistory({ notifications }));
	// With the first render and not after it: what happens in between would be lost.
	useLayoutEffect(() => {
		const stops = [history.follow(), followEvents({ bus, session, history })];
		return () => {
			for (const stop of stops) stop();
		};
	}, [bus, session, history]);
	return <NoticesContext value={history}>{children}</NoticesContext>;
};

/** To change it; does not render again when it changes. Throws outside a `NoticesProvider`. */
export const useNoticeHistory = (): NoticeHistory => {
	const history = use(NoticesContext);
	if (history === null) throw new Error('useNoticeHistory needs a <NoticesProvider> above it.');
	return history;
};

/** What was told, the newest first. */
export const useNotices = (): readonly Notice[] => {
	const history = useNoticeHistory();
	return useSyncExternalStore(history.subscribe, history.notices);
};
