import type { StartRemote } from '@flotilla/federation';
import { createElement } from 'react';
import { AuthApp } from '../app/auth-app.tsx';
import { firstMessages } from '../app/first-messages.ts';
import { createSettingsSections } from '../app/settings-sections.tsx';

export const start: StartRemote = async ({ api, i18n }) => {
	await i18n.loadAll(firstMessages);
	return {
		Page: () => createElement(AuthApp, { account: api.auth }),
		slots: createSettingsSections({ account: api.auth, i18n }),
	};
};
