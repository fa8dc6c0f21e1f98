import type { I18n } from '@flotilla/i18n';
import { Skeleton } from '@flotilla/ui';
import { lazy, Suspense } from 'react';
import type { SettingsPort } from '../account/settings-port.ts';

interface Options {
	account: SettingsPort;
	i18n: I18n;
}

/** What this remote puts into the settings of the signed-in person. Whoever comes to sign in loads none of it. */
export const createSettingsSections = ({ account, i18n }: Options) => {
	const ChangePassword = lazy(async () => {
		const [view, texts] = await Promise.all([
			import('../features/change-password/change-password.view.tsx'),
			import('../features/change-password/change-password.messages.ts'),
		]);
		await i18n.load(texts.changePasswordMessages);
		return { default: view.ChangePassword };
	});
	const ManageSessions = lazy(async () => {
		const [view, texts] = await Promise.all([
			import('../features/manage-sessions/manage-sessions.view.tsx'),
			import('../features/manage-sessions/manage-sessions.messages.ts'),
		]);
		await i18n.load(texts.manageSessionsMessages);
		return { default: view.ManageSessions };
	});
	return {
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
	};
};
