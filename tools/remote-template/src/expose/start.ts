import type { StartRemote } from '@flotilla/federation';
import { createElement } from 'react';
import { allMessages } from '../app/all-messages.ts';
import { Pages } from '../app/pages.tsx';
import { NewestEntriesCard } from '../features/show-newest-entries/newest-entries-card.view.tsx';

export const start: StartRemote = async ({ api, i18n }) => {
	await i18n.loadAll(allMessages);
	return { Page: () => createElement(Pages, { api }), slots: { NewestEntriesCard } };
};
