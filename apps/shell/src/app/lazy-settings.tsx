import { useMessages } from '@flotilla/i18n';
import { ErrorCard } from '@flotilla/ui';
import { useState } from 'react';
import { createOnDemand } from '../on-demand/create-on-demand.ts';
import { useOnDemand } from '../on-demand/use-on-demand.ts';
import { useSettingsItem } from '../pages/use-navigation-items.ts';
import { appMessages } from './app.messages.ts';
import { PageSkeleton } from './page-skeleton.view.tsx';

const settingsPage = createOnDemand(
	async () => (await import('../features/change-settings/settings-page.view.tsx')).SettingsPage,
);

/** The settings, whose code comes when they are first opened. */
export const LazySettings = () => {
	const t = useMessages(appMessages);
	const { label } = useSettingsItem();
	const [failed, setFailed] = useState(false);
	const Page = useOnDemand({
		wanted: !failed,
		code: settingsPage,
		onFailed: () => setFailed(true),
	});
	if (failed) {
		return (
			<ErrorCard
				title={t('notLoaded', { title: label })}
				description={t('notLoadedHint')}
				retryLabel={t('retry')}
				onRetry={() => setFailed(false)}
			/>
		);
	}
	return Page === null ? <PageSkeleton title={label} /> : <Page />;
};
