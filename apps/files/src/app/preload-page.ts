import { fileKeys } from '@flotilla/data-cache';
import type { RunningRemote } from '@flotilla/federation';
import type { Session } from '@flotilla/session';
import { filesAtATime, readFilesView, toFilesListQuery } from '../features/list-files/files-view.model.ts';
import { readFilesReader } from '../features/list-files/use-files-reader.ts';

/** What the page asks for first: the top of the list. */
export const createPreloadPage =
	(session: Session): NonNullable<RunningRemote['preload']> =>
	({ search }) => {
		const query = toFilesListQuery(
			readFilesView(new URLSearchParams(search)),
			readFilesReader(session.store.getState()),
		);
		return [fileKeys.infinite({ ...query, limit: filesAtATime }), fileKeys.list({ ...query, page: 1, limit: 1 })];
	};
