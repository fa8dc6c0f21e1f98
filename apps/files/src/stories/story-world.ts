import type { Role, StoredFile, User } from '@flotilla/contracts';
import { buildUser } from '@flotilla/testing';
import { createStoryWorld, type StoryWorld, type StoryWorldOptions } from '@flotilla/testing/stories';
import type { KeptUpload } from '../features/upload-files/kept-uploads.ts';
import { createUploadQueue, type UploadQueue } from '../features/upload-files/upload-queue.model.ts';
import { createFakeShelf } from './fake-shelf.ts';

export interface FilesWorldOptions extends Pick<StoryWorldOptions, 'answers' | 'online'> {
	as?: Role;
	/** Default none. */
	files?: (me: User, other: User) => StoredFile[];
	/** What an earlier visit had under way. Default nothing. */
	kept?: readonly KeptUpload[];
}

export interface FilesWorld {
	me: User;
	other: User;
	world: StoryWorld;
	queue: UploadQueue;
}

/** For a story's loaders: somebody who looks at files, somebody else, and a queue of uploads. */
export const inFilesWorld = ({ as, files = () => [], kept = [], ...options }: FilesWorldOptions = {}) => ({
	loaders: [
		async (): Promise<FilesWorld> => {
			const me = buildUser({ role: as ?? 'admin' });
			const other = buildUser();
			const world = await createStoryWorld({
				users: [me, other],
				files: files(me, other),
				as: as ?? 'admin',
				...options,
			});
			const queue = createUploadQueue({ signal: new AbortController().signal, shelf: createFakeShelf(kept) });
			return { me, other, world, queue };
		},
	],
});
