import { type ErrorCode, errorCatalogue, type FieldErrors, roleCan, usersEndpoints } from '@flotilla/contracts';
import type { RequestHandler } from 'msw';
import type { BackendInternals } from './backend-state.ts';
import { FakeFailure } from './failure.ts';
import type { FakeBulk } from './fake-bulk.ts';
import { toHandler } from './to-handler.ts';

/** What takes back what was done to people a moment ago. */
export const fakeUsersUndoEndpoints = (state: BackendInternals, bulk: FakeBulk): RequestHandler[] => [
	toHandler(state, usersEndpoints.undoBulk, ({ body: { token }, caller }) => {
		const { removes, changes, undo } = bulk.find(token, caller);
		if (removes && !roleCan(caller.role, 'users:delete')) throw new FakeFailure('FORBIDDEN');
		for (const change of changes) {
			const touchesRoles = change.user.role === 'admin' || change.before.role !== change.user.role;
			if (touchesRoles && !roleCan(caller.role, 'users:update-role')) throw new FakeFailure('FORBIDDEN');
		}
		return undo();
	}),
	toHandler(state, usersEndpoints.restore, ({ body, caller }) => {
		const ids = [...new Set(body.userIds)];
		const refusals = ids.flatMap((id): { id: string; code: ErrorCode }[] => {
			const email = state.trash.findUser(id)?.user.email;
			if (email === undefined) return [{ id, code: 'USER_NOT_FOUND' }];
			return state.users.some((user) => user.email === email) ? [{ id, code: 'EMAIL_TAKEN' }] : [];
		});
		const [first] = refusals;
		if (first !== undefined && ids.length === 1) throw new FakeFailure(first.code);
		if (first !== undefined) {
			const errors: FieldErrors = Object.fromEntries(
				refusals.map(({ id, code }) => [id, [errorCatalogue[code].message]]),
			);
			throw new FakeFailure('BULK_REFUSED', { errors });
		}
		return ids.map((id) => {
			state.record({ action: 'users:restored', actor: caller, subject: { type: 'user', id } });
			return state.restoreUser(id);
		});
	}),
];
