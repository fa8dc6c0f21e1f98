import type { Catalogue } from '@flotilla/i18n';
import { loadFailureMessages } from '../failure/load-failure.messages.ts';
import { createEntryMessages } from '../features/create-entry/create-entry.messages.ts';
import { listEntriesMessages } from '../features/list-entries/list-entries.messages.ts';
import { setUpCollectionMessages } from '../features/set-up-collection/set-up-collection.messages.ts';
import { showNewestEntriesMessages } from '../features/show-newest-entries/show-newest-entries.messages.ts';

/** All that the remote says: its first page waits for it once. */
export const allMessages: readonly Catalogue[] = [
	loadFailureMessages,
	createEntryMessages,
	listEntriesMessages,
	setUpCollectionMessages,
	showNewestEntriesMessages,
];
