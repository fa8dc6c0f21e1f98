export {
	createNotifications,
	defaultDurations,
	type Notification,
	type NotificationAction,
	type NotificationInput,
	type NotificationKind,
	type Notifications,
	type NotificationsOptions,
	type NotificationsState,
} from './notifications/create-notifications.ts';
export {
	NotificationsProvider,
	useNotificationItems,
	useNotifications,
} from './notifications/notifications-context.tsx';
export type { LockRequest, Locks } from './session/browser-lock.ts';
export type { CleanUp, EndedSession } from './session/clean-ups.ts';
export type { Clock } from './session/clock.ts';
export { createSession } from './session/create-session.ts';
export { takeEarlyRefresh } from './session/early-refresh.ts';
export type { Session } from './session/session.ts';
export type { CreateChannel, NewsChannel } from './session/session-channel.ts';
export { SessionProvider, useCan, useSession, useSessionState } from './session/session-context.tsx';
export type { HintStorage } from './session/session-hint.ts';
export type { SessionAuthPort, SessionNetwork, SessionOptions } from './session/session-options.ts';
export type { SessionEndReason, SessionState, SessionStore } from './session/session-state.ts';
export type { OnWake } from './session/wake.ts';
