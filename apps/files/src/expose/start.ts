import type { StartRemote } from '@flotilla/federation';
import { createElement } from 'react';
import { FilesDashboardCard } from '../app/files-card.tsx';
import { filesMessages } from '../app/files-messages.ts';
import { FilesPage } from '../app/files-page.tsx';
import { createPreloadPage } from '../app/preload-page.ts';
import { UserFilesTab } from '../app/user-files-tab.tsx';
import { createFileSearch } from '../features/find-files/find-files.ts';
import { askBeforeLeaving } from '../features/upload-files/ask-before-leaving.ts';
import { createUploadShelf } from '../features/upload-files/kept-uploads.ts';
import { createUploadQueue } from '../features/upload-files/upload-queue.model.ts';

export const start: StartRemote = async ({ signal, session, api, i18n }) => {
	const shelf = createUploadShelf();
	const queue = createUploadQueue({ signal, shelf });
	askBeforeLeaving({ queue, signal });
	// Nothing of one person's uploads is left for the next one; what merely waits for its owner stays, as the outbox does.
	const stopHearing = [
		session.onSignedOut(queue.stop),
		session.onCleanUp(async ({ userId, reason }) => {
			if (reason === 'requested' && userId !== null) await shelf.forget(userId);
		}),
	];
	// A sign-out ends this remote's life first, and is told to its listeners after that.
	signal.addEventListener(
		'abort',
		() =>
			queueMicrotask(() => {
				for (const stop of stopHearing) stop();
			}),
		{ once: true },
	);
	await i18n.loadAll(filesMessages);
	return {
		// Components of their own each time: start runs once a life, so they are as old as their queue
		Page: () => createElement(FilesPage, { queue }),
		slots: { FilesCard: () => createElement(FilesDashboardCard, { queue }), UserFilesTab },
		search: createFileSearch(api.files, () => i18n.format),
		preload: createPreloadPage(session),
	};
};
