import type { Api } from '@flotilla/api-client';
import type { Change, Row } from '../cache/change.ts';
import type { Together } from './together.ts';

export interface TogetherContext {
	api: Api;
	/** `since`: of the answer to a write, see `isOvertaken`. */
	apply(resource: string, changes: readonly Change[], since?: number): void;
	/** Tells fetches that begin from now on from earlier ones. */
	mark(): number;
	/** Whether nothing was cleared since; somebody else may be signed in by then. */
	guard(): () => boolean;
}

export const createTogether = ({ api, apply, mark, guard }: TogetherContext): Together => {
	/** Writes, and tells the cache what came of it. */
	const write = async <T>(send: () => Promise<T>, changesOf: (answer: T) => readonly Change[]): Promise<T> => {
		const [stillHere, since] = [guard(), mark()];
		const answer = await send();
		if (!stillHere()) return answer;
		// What is cached is walked once for all of them, and drawn once.
		const byResource = Map.groupBy(changesOf(answer), ({ resource }) => resource);
		for (const [resource, changes] of byResource) apply(resource, changes, since);
		return answer;
	};
	const options = { notify: false } as const;
	// Who it was, and how many of them are shown, the server knows.
	const people: Change = { type: 'unclear', resource: 'users' };
	const files: Change = { type: 'unclear', resource: 'files' };
	const back = (resource: string, rows: readonly Row[]): Change[] =>
		rows.map((row) => ({ type: 'created', resource, row, own: true, again: true }));
	const changed = (row: Row): Change[] => [{ type: 'changed', resource: 'users', row }];

	return {
		bulkUpdateUsers: (selection, updates) =>
			write(
				() => api.users.bulkUpdate({ selection, updates }, options),
				() => [people],
			),
		bulkRemoveUsers: (selection) =>
			write(
				() => api.users.bulkRemove({ selection }, options),
				() => [people, files],
			),
		undoBulk: (token) =>
			write(
				() => api.users.undoBulk(token, options),
				() => [people, files],
			),
		restoreUsers: (ids) =>
			write(
				() => api.users.restore({ userIds: [...ids] }, options),
				(users) => [...back('users', users), files],
			),
		restoreFiles: (ids) =>
			write(
				() => api.files.restore({ fileIds: [...ids] }, options),
				(restored) => back('files', restored),
			),
		setAvatar: (userId, picture, transfer) => write(() => api.users.setAvatar(userId, picture, transfer), changed),
		removeAvatar: (userId) => write(() => api.users.removeAvatar(userId, options), changed),
	};
};
