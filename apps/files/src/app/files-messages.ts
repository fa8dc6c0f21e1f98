import type { Catalogue } from '@flotilla/i18n';
import { listFilesMessages } from '../features/list-files/list-files.messages.ts';
import { removeFileMessages } from '../features/remove-file/remove-file.messages.ts';
import { renameFileMessages } from '../features/rename-file/rename-file.messages.ts';
import { showSpaceMessages } from '../features/show-space/show-space.messages.ts';
import { uploadFilesMessages } from '../features/upload-files/upload-files.messages.ts';
import { viewFileMessages } from '../features/view-file/view-file.messages.ts';
import { sharedMessages } from '../messages/shared.messages.ts';

/** All that the remote says: its pages wait for it once, and not one by one. */
export const filesMessages: readonly Catalogue[] = [
	sharedMessages,
	listFilesMessages,
	removeFileMessages,
	renameFileMessages,
	showSpaceMessages,
	uploadFilesMessages,
	viewFileMessages,
];
