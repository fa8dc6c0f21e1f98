import type { StartRemote } from '@flotilla/federation';
import { createElement } from 'react';
import { preloadPage } from '../app/preload-page.ts';
import { usersAppMessages } from '../app/users-app.messages.ts';
import { UsersApp } from '../app/users-app.tsx';
import { loadFailureMessages } from '../failure/load-failure.messages.ts';
import { bulkChangeUsersMessages } from '../features/bulk-change-users/bulk-change-users.messages.ts';
import { deleteUserMessages } from '../features/delete-user/delete-user.messages.ts';
import { editCellMessages } from '../features/edit-cell/edit-cell.messages.ts';
import { listUsersMessages } from '../features/list-users/list-users.messages.ts';
import { createSearchUsers } from '../features/search-users/search-users.ts';
import { peopleCardMessages } from '../features/show-newest-users/people-card.messages.ts';
import { PeopleCard } from '../features/show-newest-users/people-card.view.tsx';
import { showPresenceMessages } from '../features/show-presence/show-presence.messages.ts';
import { showUserMessages } from '../features/show-user/show-user.messages.ts';
import { personMessages } from '../person/person.messages.ts';

/** What the first render says; what is loaded later brings its own texts. */
const firstMessages = [
	loadFailureMessages,
	peopleCardMessages,
	usersAppMessages,
	listUsersMessages,
	bulkChangeUsersMessages,
	editCellMessages,
	personMessages,
	showUserMessages,
	showPresenceMessages,
	deleteUserMessages,
];

export const start: StartRemote = async ({ api, bus, i18n, presence, session }) => {
	await i18n.loadAll(firstMessages);
	return {
		Page: () => createElement(UsersApp, { bus, rooms: presence }),
		slots: { PeopleCard },
		search: createSearchUsers({ api, session }),
		preload: preloadPage,
	};
};
