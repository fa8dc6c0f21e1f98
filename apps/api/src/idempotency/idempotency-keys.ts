import { createHttpError } from '@flotilla/server';
import type { FastifyRequest } from 'fastify';
import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Schema } from '../database/schema.ts';
import type { CurrentClaim } from './current-claim.ts';
import { fingerprint } from './fingerprint.ts';

/** An answer as it went out, to go out again. */
export interface StoredAnswer {
	status: number;
	headers: Readonly<Record<string, string>>;
	body: string;
}

/** The right to carry a request out, or the answer it has had already. */
export type ClaimOutcome = { replay: StoredAnswer } | { claim: Claim };

export interface Claim extends CurrentClaim {
	/** Keeps the answer for repeats. */
	keep(answer: StoredAnswer): Promise<void>;
	/** The request failed and changed nothing: the key is free again. */
	release(): Promise<void>;
}

/**
 * Requests that are carried out once whatever the number of times they are sent
 * (draft-ietf-httpapi-idempotency-key-header): keys are per person and kept for `retention`.
 */
export interface IdempotencyKeys {
	/**
	 * Throws `HttpError` IDEMPOTENCY_IN_PROGRESS while the first is being carried out, IDEMPOTENCY_KEY_REUSED
	 * when the request is another one, IDEMPOTENCY_ANSWER_LOST when it took effect but its answer is gone.
	 */
	claim(request: FastifyRequest, owner: CurrentClaim): Promise<ClaimOutcome>;
	/** Frees what a server that was killed was carrying out. For a start with no other server on the database. */
	freeAbandoned(): Promise<void>;
	/** Forgets keys older than the retention. */
	prune(): Promise<void>;
}

export interface IdempotencyKeysOptions {
	database: Kysely<Schema>;
	clock: Clock;
	/** Of the fingerprints. */
	key: Uint8Array;
	/** Seconds an `Idempotency-Key` is remembered. */
	retention: number;
}

/** Milliseconds after which a claim that nobody renews counts as abandoned: its server was killed. */
const leaseTime = 15_000;
/** Characters of an answer that is kept. A longer one is answered to a repeat as lost. */
const maximumBody = 1024 * 1024;

export const createIdempotencyKeys = ({
	database,
	clock,
	key: secret,
	retention,
}: IdempotencyKeysOptions): IdempotencyKeys => {
	const lease = () => new Date(clock.now() + leaseTime);
	const rowOf = ({ userId, key }: CurrentClaim) =>
		database.selectFrom('idempotency_keys').selectAll().where('user_id', '=', userId).where('key', '=', key);
	const update = ({ userId, key }: CurrentClaim) =>
		database.updateTable('idempotency_keys').where('user_id', '=', userId).where('key', '=', key);

	const hold = (owner: CurrentClaim): Claim => {
		// An import may take longer than a lease.
		const renewal = setInterval(() => {
			update(owner)
				.set({ leased_until: lease() })
				.execute()
				.catch(() => undefined);
		}, leaseTime / 3);
		renewal.unref();
		return {
			...owner,
			async keep({ status, headers, body }) {
				clearInterval(renewal);
				const isKept = body.length <= maximumBody;
				await update(owner)
					.set(
						isKept
							? { state: 'answered', status, headers: JSON.stringify(headers), body }
							: { state: 'applied', leased_until: new Date(0) },
					)
					.execute();
			},
			async release() {
				clearInterval(renewal);
				const { userId, key } = owner;
				await database
					.deleteFrom('idempotency_keys')
					.where('user_id', '=', userId)
					.where('key', '=', key)
					.where('state', '=', 'running')
					.execute();
				// What took effect and then failed to be answered is not free, and nobody works on it any more.
				await update(owner)
					.set({ leased_until: new Date(0) })
					.where('state', '=', 'applied')
					.execute();
			},
		};
	};

	return {
		async claim(request, owner) {
			const { userId, key } = owner;
			const asked = fingerprint(request, secret);
			const inserted = await database
				.insertInto('idempotency_keys')
				.values({
					user_id: userId,
					key,
					fingerprint: asked,
					state: 'running',
					leased_until: lease(),
					status: null,
					headers: null,
					body: null,
					created_at: new Date(clock.now()),
				})
				.onConflict((conflict) => conflict.doNothing())
				.returning('key')
				.executeTakeFirst();
			if (inserted !== undefined) return { claim: hold(owner) };

			const row = await rowOf(owner).executeTakeFirst();
			if (row !== undefined && row.fingerprint !== asked) throw createHttpError('IDEMPOTENCY_KEY_REUSED');
			if (row?.state === 'answered' && row.status !== null && row.body !== null) {
				return { replay: { status: row.status, headers: row.headers ?? {}, body: row.body } };
			}
			const isAbandoned = row !== undefined && row.leased_until.getTime() <= clock.now();
			if (isAbandoned && row.state === 'applied') throw createHttpError('IDEMPOTENCY_ANSWER_LOST');
			if (isAbandoned) {
				const taken = await update(owner)
					.set({ leased_until: lease() })
					.where('state', '=', 'running')
					.where('leased_until', '=', row.leased_until)
					.returning('key')
					.executeTakeFirst();
				if (taken !== undefined) return { claim: hold(owner) };
			}
			throw createHttpError('IDEMPOTENCY_IN_PROGRESS', { headers: { 'retry-after': '1' } });
		},
		async freeAbandoned() {
			await database.deleteFrom('idempotency_keys').where('state', '=', 'running').execute();
			await database
				.updateTable('idempotency_keys')
				.set({ leased_until: new Date(0) })
				.where('state', '=', 'applied')
				.execute();
		},
		async prune() {
			await database
				.deleteFrom('idempotency_keys')
				.where('created_at', '<', new Date(clock.now() - retention * 1000))
				.execute();
		},
	};
};
