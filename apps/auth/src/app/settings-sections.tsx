import { Skeleton } from '@flotilla/ui';
import { lazy, Suspense } from 'react';
import type { SettingsPort } from '../account/settings-port.ts';

// Whoever comes to sign in needs none of it.
const ChangePassword = lazy(async () => ({
	default: (await import('../features/change-password/change-password.view.tsx')).ChangePassword,
}));
const ManageSessions = lazy(async () => ({
	default: (await import('../features/manage-sessions/manage-sessions.view.tsx')).ManageSessions,
}));

/** What this remote puts into the settings of the signed-in person. */
export const createSettingsSections = (account: SettingsPort) => ({
	PasswordSection: () => (
		<Suspense fallback={<Skeleton height={360} />}>
			<ChangePassword account={account} />
		</Suspense>
	),
	SessionsSection: () => (
		<Suspense fallback={<Skeleton height={220} />}>
			<ManageSessions />
		</Suspense>
	),
});
