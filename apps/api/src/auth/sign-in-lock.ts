import { createHttpError } from '@flotilla/server';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { AuditLog } from '../audit/audit-log.ts';
import type { RequestOrigin } from '../audit/request-origin.ts';
import type { Clock } from '../clock.ts';
import type { Schema, SignInFailuresTable } from '../database/schema.ts';
import type { Settings } from '../settings.ts';
import { type AttemptState, countAttempt, type LockPolicy, takeBackAttempt } from './count-attempt.ts';

/** One try of a password, counted as failed until it says otherwise. */
export interface PasswordAttempt {
	/** Stays counted, and is written into the audit log. */
	fail(userId: string | undefined): Promise<void>;
	/** The password was right: forgets the failures of this account and client. */
	succeed(transaction: Transaction<Schema>): Promise<void>;
	/** Says nothing about the account's password: as if it had not been made. */
	takeBack(): Promise<void>;
}

/**
 * Locks an account out after too many wrong passwords: for one client soon and ever longer, for all of
 * them late and shortly, because a stranger can bring that about. Counted in the database, on every node
 * alike, and for addresses that nobody has as well.
 */
export interface SignInLock {
	/** Throws `HttpError` SIGN_IN_LOCKED with `Retry-After`. */
	begin(attempt: { email: string; origin: RequestOrigin }): Promise<PasswordAttempt>;
	/** Ends all locks of an account. */
	forget(transaction: Transaction<Schema>, email: string): Promise<void>;
	/** Removes what no longer counts. */
	prune(): Promise<void>;
}

export interface SignInLockOptions {
	database: Kysely<Schema>;
	clock: Clock;
	audit: AuditLog;
	settings: Settings;
}

const everywhere = '*';

const toState = (row: Selectable<SignInFailuresTable>): AttemptState => ({
	failures: row.failures,
	windowStartedAt: row.window_started_at.getTime(),
	locks: row.locks,
	lockedUntil: row.locked_until?.getTime() ?? null,
	lastAttemptAt: row.last_attempt_at.getTime(),
});

const toColumns = (state: AttemptState) => ({
	failures: state.failures,
	window_started_at: new Date(state.windowStartedAt),
	locks: state.locks,
	locked_until: state.lockedUntil === null ? null : new Date(state.lockedUntil),
	last_attempt_at: new Date(state.lastAttemptAt),
});

export const createSignInLock = ({ database, clock, audit, settings }: SignInLockOptions): SignInLock => {
	const { signInFailureWindow: window, signInLongestLock: memory } = settings;
	const policies = {
		client: { limit: settings.signInFailureLimit, window, lock: settings.signInLock, longestLock: memory, memory },
		everywhere: {
			limit: settings.signInAccountFailureLimit,
			window,
			lock: settings.signInAccountLock,
			longestLock: settings.signInAccountLock,
			memory,
		},
	} satisfies Record<string, LockPolicy>;

	/** Locks the row until the transaction ends, so that attempts are counted one after the other. */
	const readLocked = async (transaction: Transaction<Schema>, email: string, ip: string) => {
		const row = await transaction
			.selectFrom('sign_in_failures')
			.selectAll()
			.where('email', '=', email)
			.where('ip', '=', ip)
			.forUpdate()
			.executeTakeFirst();
		return row === undefined ? undefined : toState(row);
	};
	const write = async (transaction: Transaction<Schema>, email: string, ip: string, state: AttemptState) => {
		const columns = toColumns(state);
		await transaction
			.insertInto('sign_in_failures')
			.values({ email, ip, ...columns })
			.onConflict((conflict) => conflict.columns(['email', 'ip']).doUpdateSet(columns))
			.execute();
	};

	/** The account's row has to go first, as it is locked first: two transactions must not wait for each other. */
	const remove = async (transaction: Transaction<Schema>, email: string, ip: string) => {
		await transaction.deleteFrom('sign_in_failures').where('email', '=', email).where('ip', '=', ip).execute();
	};

	return {
		async begin({ email, origin }) {
			const keys = [
				{ ip: everywhere, policy: policies.everywhere },
				{ ip: origin.ip ?? '', policy: policies.client },
			];
			const counted = await database.transaction().execute(async (transaction) => {
				// The first attempts have no row to lock yet.
				await transaction
					.insertInto('sign_in_failures')
					.values({
						email,
						ip: everywhere,
						...toColumns({ failures: 0, windowStartedAt: 0, locks: 0, lockedUntil: null, lastAttemptAt: 0 }),
					})
					.onConflict((conflict) => conflict.doNothing())
					.execute();
				const results = [];
				// Always in this order, the account's row first: it orders all attempts on the account.
				for (const { ip, policy } of keys) {
					const known = await readLocked(transaction, email, ip);
					results.push({ ip, result: countAttempt(known, clock.now(), policy) });
				}
				const lockedUntil = Math.max(
					0,
					...results.map(({ result }) => (result.outcome === 'locked' ? result.lockedUntil : 0)),
				);
				if (lockedUntil > 0) return { lockedUntil, locking: [] };
				const locking = [];
				for (const { ip, result } of results) {
					if (result.outcome === 'locked') continue;
					await write(transaction, email, ip, result.state);
					if (result.locks) locking.push(ip);
				}
				return { lockedUntil, locking };
			});
			if (counted.lockedUntil > 0) {
				const seconds = Math.max(1, Math.ceil((counted.lockedUntil - clock.now()) / 1000));
				throw createHttpError('SIGN_IN_LOCKED', { headers: { 'retry-after': String(seconds) } });
			}

			return {
				async fail(userId) {
					const subject = userId === undefined ? undefined : ({ type: 'user', id: userId } as const);
					await database.transaction().execute(async (transaction) => {
						await audit.record(transaction, { action: 'auth:sign-in-failed', origin, subject, details: { email } });
						for (const ip of counted.locking) {
							const details = { email, clients: ip === everywhere ? 'all' : 'one' };
							await audit.record(transaction, { action: 'auth:sign-in-locked', origin, subject, details });
						}
					});
				},
				async succeed(transaction) {
					for (const { ip } of keys) await remove(transaction, email, ip);
				},
				takeBack: () =>
					database.transaction().execute(async (transaction) => {
						for (const { ip } of keys) {
							const state = await readLocked(transaction, email, ip);
							if (state === undefined) continue;
							await write(transaction, email, ip, takeBackAttempt(state, { locks: counted.locking.includes(ip) }));
						}
					}),
			};
		},
		async forget(transaction, email) {
			await remove(transaction, email, everywhere);
			await transaction.deleteFrom('sign_in_failures').where('email', '=', email).execute();
		},
		async prune() {
			await database
				.deleteFrom('sign_in_failures')
				.where('last_attempt_at', '<', new Date(clock.now() - memory * 1000))
				.execute();
		},
	};
};
