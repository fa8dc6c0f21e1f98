import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand/react';
import type { Notification, Notifications } from './create-notifications.ts';

const NotificationsContext = createContext<Notifications | null>(null);

export const NotificationsProvider = ({
	notifications,
	children,
}: {
	notifications: Notifications;
	children?: ReactNode;
}) => <NotificationsContext value={notifications}>{children}</NotificationsContext>;

/** To raise and dismiss; does not render again when they change. Throws outside of a `NotificationsProvider`. */
export const useNotifications = (): Notifications => {
	const notifications = useContext(NotificationsContext);
	if (notifications === null) throw new Error('useNotifications needs a <NotificationsProvider> above it.');
	return notifications;
};

/** What is shown now, oldest first. */
export const useNotificationItems = (): readonly Notification[] =>
	useStore(useNotifications().store, (state) => state.items);
