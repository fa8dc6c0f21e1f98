import type { StartRemote } from '@flotilla/federation';
import { createElement } from 'react';
import { FilesPage } from '../app/files-page.tsx';
import { UserFilesTab } from '../app/user-files-tab.tsx';
import { FilesCard } from '../features/list-files/files-card.view.tsx';
import { createUploadQueue } from '../features/upload-files/upload-queue.model.ts';

export const start: StartRemote = ({ signal, session }) => {
	const queue = createUploadQueue({ signal });
	// Nothing of one person's uploads is left for the next one.
	signal.addEventListener('abort', session.onSignedOut(queue.clear), { once: true });
	return {
		// A component of its own each time: start runs once a life, so the page is as old as its queue
		Page: () => createElement(FilesPage, { queue }),
		slots: { FilesCard, UserFilesTab },
	};
};
