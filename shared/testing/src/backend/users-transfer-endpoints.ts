import { type ImportedUser, usersEndpoints } from '@flotilla/contracts';
import type { RequestHandler } from 'msw';
import { buildUser } from '../build/build-user.ts';
import { sendMail } from './account-endpoints.ts';
import type { BackendInternals } from './backend-state.ts';
import { FakeFailure } from './failure.ts';
import { readFormFile } from './read-form.ts';
import { selectUsers } from './select-users.ts';
import { toHandler } from './to-handler.ts';
import { applyChanges, findChanges } from './update-user.ts';
import { importRows, type TakeRow, toUsersCsv } from './users-csv.ts';

/** People as CSV, out and in. */
export const fakeUsersTransferEndpoints = (state: BackendInternals): RequestHandler[] => {
	const add = (person: ImportedUser): void => {
		const given = Object.entries(person).filter(([, value]) => value !== undefined);
		const user = buildUser({ ...Object.fromEntries(given), emailVerified: false });
		state.users.push(user);
		state.passwords.set(user.id, null);
		sendMail(state, { to: user.email, purpose: 'reset-password' });
	};

	return [
		toHandler(
			state,
			usersEndpoints.export,
			({ query }) => new Blob([toUsersCsv(selectUsers(state.users, query))], { type: 'text/csv; charset=utf-8' }),
		),
		toHandler(state, usersEndpoints.import, async ({ query, request, caller }) => {
			const text = await (await readFormFile(request)).text();
			const take =
				(isStored: boolean): TakeRow =>
				(person) => {
					const existing = state.users.find(({ email }) => email === person.email);
					if (existing === undefined) {
						if (isStored) add(person);
						return 'imported';
					}
					if (query.onExisting !== 'update') return query.onExisting === 'skip' ? 'skipped' : 'taken';
					const changes = findChanges(existing, person);
					if (Object.keys(changes).length === 0) return 'skipped';
					if (isStored) applyChanges(state, existing, changes, caller);
					return 'updated';
				};
			const dryRun = query.dryRun === '1';
			const wouldBe = importRows(text, take(false));
			if (wouldBe === null) throw new FakeFailure('CSV_INVALID');
			if (query.mode === 'all-or-nothing' && wouldBe.failed > 0) throw new FakeFailure('IMPORT_REFUSED');
			if (dryRun) return { ...wouldBe, dryRun };
			importRows(text, take(true));
			if (wouldBe.imported > 0) state.emit({ name: 'users:imported', payload: { count: wouldBe.imported } });
			return { ...wouldBe, dryRun };
		}),
	];
};
