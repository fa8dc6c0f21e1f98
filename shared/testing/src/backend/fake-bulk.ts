import {
	type BulkOutcome,
	type BulkSelection,
	defaultMaximumBulkSelection,
	maximumBulkEvents,
	type UndoneBulk,
	type User,
} from '@flotilla/contracts';
import type { BackendInternals } from './backend-state.ts';
import { FakeFailure } from './failure.ts';
import { selectUsers } from './select-users.ts';
import { applyChanges, findChanges, isActiveAdmin } from './update-user.ts';

/** What was done to a selection, to be taken back. */
interface Done {
	actorId: string;
	at: number;
	/** Who was changed, as they were, and the version that the change gave them. */
	updated: { before: User; version: number }[];
	deleted: string[];
}

export interface FakeUndoing {
	/** Whether people were deleted, and come back. */
	removes: boolean;
	/** Who is still as the operation left them, and how they were. */
	changes: { user: User; before: User }[];
	undo(): UndoneBulk;
}

/** What is done to all who fit a selection, and its undoing. */
export interface FakeBulk {
	/** `changesOf`: what to change of somebody; none leaves them alone, null skips them. */
	update(selection: BulkSelection, actor: User, changesOf: (user: User) => Partial<User> | null): BulkOutcome;
	remove(selection: BulkSelection, actor: User, mayGo: (user: User) => boolean): BulkOutcome;
	/** What a token would do. Throws `FakeFailure` UNDO_EXPIRED. */
	find(token: string, actor: User): FakeUndoing;
}

export const createFakeBulk = (state: BackendInternals): FakeBulk => {
	const operations = new Map<string, Done>();

	const select = ({ ids, except = [], ...query }: BulkSelection): User[] => {
		const found = selectUsers(state.users, { ...query, sortBy: 'name', sortOrder: 'asc' })
			.filter(({ id }) => ids === undefined || ids.includes(id))
			.filter(({ id }) => !except.includes(id));
		if (found.length > defaultMaximumBulkSelection) throw new FakeFailure('SELECTION_TOO_LARGE');
		return found;
	};

	const keep = (actor: User, changed: Partial<Done>, skipped: number): BulkOutcome => {
		const done: Done = { actorId: actor.id, at: Date.now(), updated: [], deleted: [], ...changed };
		const count = done.updated.length + done.deleted.length;
		if (count === 0) return { changed: 0, skipped, undo: null };
		if (state.trash.window === 0) return { changed: count, skipped, undo: null };
		const undo = crypto.randomUUID();
		operations.set(undo, done);
		return { changed: count, skipped, undo };
	};

	/** Who has a page open is told by themselves, however many there are. */
	const hasPage = ({ id }: User): boolean => state.sessions.of(id).length > 0;

	/** Of many, one event tells. */
	const tell = (kind: 'updated' | 'deleted' | 'restored', count: number, one: (quiet: boolean) => void): void => {
		one(count > maximumBulkEvents);
		if (count > maximumBulkEvents) state.emit({ name: 'users:bulk-changed', payload: { kind, count } });
	};

	return {
		update(selection, actor, changesOf) {
			const found = select(selection).map((user) => ({ user, changes: changesOf(user) }));
			const skipped = found.filter(({ changes }) => changes === null).length;
			const wanted = found.flatMap(({ user, changes }) =>
				changes === null || Object.keys(changes).length === 0 ? [] : [{ user, changes }],
			);
			tell('updated', wanted.length, (quiet) => {
				for (const { user, changes } of wanted) {
					applyChanges(state, user, changes, actor, { quiet: quiet && !hasPage(user) });
				}
			});
			const updated = wanted.map(({ user }) => ({ before: user, version: user.version + 1 }));
			return keep(actor, { updated }, skipped);
		},
		remove(selection, actor, mayGo) {
			const found = select(selection);
			const going = found.filter(mayGo);
			tell('deleted', going.length, (quiet) => {
				for (const { id } of going) {
					state.removeUser(id, { quiet });
					state.record({ action: 'users:deleted', actor, subject: { type: 'user', id } });
				}
			});
			return keep(actor, { deleted: going.map(({ id }) => id) }, found.length - going.length);
		},
		find(token, actor) {
			const done = operations.get(token);
			if (done === undefined || done.actorId !== actor.id || Date.now() >= done.at + state.trash.window) {
				throw new FakeFailure('UNDO_EXPIRED');
			}
			const current = new Map(state.users.map((user) => [user.id, user]));
			const same = done.updated.flatMap(({ before, version }) => {
				const user = current.get(before.id);
				return user?.version === version ? [{ user, before }] : [];
			});
			return {
				removes: done.deleted.length > 0,
				changes: same,
				undo() {
					const free = done.deleted.filter((id) => {
						const email = state.trash.findUser(id)?.user.email;
						return email !== undefined && !state.users.some((user) => user.email === email);
					});
					const restored = same.length + free.length;
					const again = new Map(same.map(({ before }) => [before.id, before]));
					const remains = state.users.some((user) => isActiveAdmin(again.get(user.id) ?? user));
					if (!remains) throw new FakeFailure('LAST_ADMIN');
					tell(free.length > 0 ? 'restored' : 'updated', restored, (quiet) => {
						for (const { user, before } of same) {
							const { firstName, lastName, role, status } = before;
							const changes = findChanges(user, { firstName, lastName, role, status });
							applyChanges(state, user, changes, actor, { quiet: quiet && !hasPage(user) });
						}
						for (const id of free) {
							state.restoreUser(id, { quiet });
							state.record({ action: 'users:restored', actor, subject: { type: 'user', id } });
						}
					});
					operations.delete(token);
					const answer = { restored, changedSince: done.updated.length + done.deleted.length - restored };
					const kind = done.deleted.length > 0 ? 'remove' : 'update';
					state.record({ action: 'users:bulk-undone', actor, details: { kind, ...answer } });
					return answer;
				},
			};
		},
	};
};
