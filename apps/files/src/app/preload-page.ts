import { fileKeys } from '@flotilla/data-cache';
import type { RunningRemote } from '@flotilla/federation';
import type { SessionStore } from '@flotilla/session';
import { readFilesView, toFilesQueries } from '../features/list-files/files-view.model.ts';
import { readFilesReader } from '../features/list-files/use-files-reader.ts';

/** What the pages of `FilesPage` ask for first: the top of the list, and before it the file that lies over it. */
export const createPreloadPage =
	(session: { store: Pick<SessionStore, 'getState'> }): NonNullable<RunningRemote['preload']> =>
	({ pathname, search }) => {
		const view = readFilesView(new URLSearchParams(search));
		const { list, count } = toFilesQueries(view, readFilesReader(session.store.getState()));
		const [, , id, more] = pathname.split('/');
		const isFile = id !== undefined && id !== '' && more === undefined;
		return [...(isFile ? [fileKeys.detail(id)] : []), fileKeys.infinite(list), fileKeys.list(count)];
	};
