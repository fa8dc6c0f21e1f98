import { createHttpError } from '@flotilla/server';
import type { Kysely, Transaction } from 'kysely';
import { liveContract } from '../api-contract/api-contract-store.ts';
import { assertDeployable } from '../channels/assert-deployable.ts';
import { holdChannel } from '../channels/hold-channel.ts';
import { assertRevision } from '../channels/move-pointer.ts';
import type { Pointer } from '../channels/pointers.ts';
import type { RegistrySchema } from '../database/schema.ts';
import { assertStoredBuildSigned } from '../signatures/assert-signed.ts';
import type { Canary } from './canary.ts';
import { countedThisHour, figuresOf } from './canary-figures.ts';
import { type CanaryPolicy, canaryPolicy } from './canary-policy.ts';
import { type CanaryDescription, describeCanary } from './describe-canary.ts';
import { planRollout } from './plan-rollout.ts';
import { renewRollout } from './renew-rollout.ts';
import { allBuckets } from './rollout.ts';
import { candidateOf, endCanary, runningCanaries, writeDecision } from './running-canaries.ts';

export interface CanaryTarget {
	channel: string;
	app: string;
	/** The name of the publish token. */
	actor: string;
	/** In a sentence for people. */
	reason?: string | undefined;
}

export interface NewCanary extends CanaryTarget {
	version: string;
	/** Of devices, 0 to 100; hundredths count. */
	percent: number;
	/** Whoever opted in to this name gets the candidate, too. Default: nobody. */
	cohort?: string | undefined;
	/** Default: all defaults; of one that runs: as it is. */
	policy?: CanaryPolicy | undefined;
	/** The revision at which the caller saw the app's pointer. Without it the present one counts. */
	expectedRevision?: number | undefined;
}

export interface CanaryStore {
	/**
	 * Begins a canary, or gives one that runs for the same version another share, cohort or policy.
	 *
	 * Throws `HttpError`: NOT_FOUND (no such version), CANARY_REFUSED (nothing to compare with, or too many),
	 * CANARY_RUNNING (another version is on trial), CHANNEL_MOVED, POINTER_PINNED, and as `assertDeployable` without force
	 * and `assertSigned` do.
	 */
	set(canary: NewCanary): Promise<CanaryDescription>;
	/** Ends it: everybody gets the stable build. Throws `HttpError` NOT_FOUND when none runs. */
	stop(target: CanaryTarget): Promise<CanaryDescription>;
	/** Those that run; with `all` those that are over as well. Newest first, 100 at the most. */
	list(channel: string, options: { app?: string | undefined; all: boolean }): Promise<CanaryDescription[]>;
}

export interface CanaryStoreOptions {
	database: Kysely<RegistrySchema>;
	/** Canaries of one channel at a time; each doubles the number of compositions. Default 3. */
	maximumCanaries?: number;
	/** Milliseconds since 1970. Default `Date.now`. */
	now?: () => number;
}

const refuse = (message: string) => createHttpError('CANARY_REFUSED', { message });

export const createCanaryStore = ({
	database,
	maximumCanaries = 3,
	now = () => Date.now(),
}: CanaryStoreOptions): CanaryStore => {
	const notFound = (channel: string) =>
		createHttpError('NOT_FOUND', { message: `Nothing was ever published to the channel ${channel}.` });

	/** The candidate has to go live at once for some, so it is asked what a promotion is asked. */
	const assertMayRun = async (
		transaction: Transaction<RegistrySchema>,
		{ canary, pointers, others }: { canary: Canary; pointers: readonly Pointer[]; others: readonly Canary[] },
	): Promise<void> => {
		const candidate = await candidateOf(transaction, canary);
		await assertStoredBuildSigned(transaction, candidate.build);
		const candidates = [];
		for (const other of others) candidates.push(await candidateOf(transaction, other));
		const api = await liveContract(transaction, canary.channel);
		const { misfits } = planRollout(canary.channel, pointers, [...candidates, candidate], api);
		assertDeployable(misfits.find(({ app }) => app === canary.app)?.problems ?? [], false);
	};

	const begin = async (
		transaction: Transaction<RegistrySchema>,
		{ channel, app, version, percent, cohort, policy, actor, reason }: NewCanary,
		{ pointer, pointers, running }: { pointer: Pointer; pointers: readonly Pointer[]; running: readonly Canary[] },
	): Promise<Canary> => {
		if (running.length >= maximumCanaries) {
			throw refuse(
				`${channel} has ${running.length} canaries already, of ${running.map((one) => one.app).join(', ')}.`,
			);
		}
		const counted = { channel, app, version, stable_version: pointer.version };
		const countedBefore = await countedThisHour(transaction, counted, now());
		// The build first: a version that was not published breaks the foreign key otherwise.
		const draft = { ...counted, share: toShare(percent), cohort: cohort ?? null } as Canary;
		await assertMayRun(transaction, { canary: draft, pointers, others: running });
		const canary = await transaction
			.insertInto('canaries')
			.values({
				...counted,
				share: toShare(percent),
				cohort: cohort ?? null,
				policy: JSON.stringify(policy ?? canaryPolicy.parse({})),
				state: 'running',
				counted_before: JSON.stringify(countedBefore),
				started_by: actor,
				reason: reason ?? null,
				started_at: new Date(now()),
			})
			.returningAll()
			.executeTakeFirstOrThrow();
		const figures = await figuresOf(transaction, canary);
		await writeDecision(transaction, canary, { action: 'start', actor, reason: reason ?? null, figures, at: now() });
		return canary;
	};

	const change = async (
		transaction: Transaction<RegistrySchema>,
		running: Canary,
		{ percent, cohort, policy, actor, reason }: NewCanary,
	): Promise<Canary> => {
		const canary = await transaction
			.updateTable('canaries')
			.set({
				share: toShare(percent),
				cohort: cohort ?? null,
				policy: JSON.stringify(policy ?? running.policy),
			})
			.where('id', '=', running.id)
			.returningAll()
			.executeTakeFirstOrThrow();
		const what = `${percent} %${cohort === undefined ? '' : ` and the cohort ${cohort}`}`;
		await writeDecision(transaction, canary, {
			action: 'change',
			actor,
			reason: reason === undefined ? what : `${what}: ${reason}`,
			figures: await figuresOf(transaction, canary),
			at: now(),
		});
		return canary;
	};

	return {
		set: (request) =>
			database.transaction().execute(async (transaction) => {
				const { channel, app, version, actor, expectedRevision } = request;
				const held = await holdChannel(transaction, channel);
				if (held === null) throw notFound(channel);
				const { pointers } = held;
				assertRevision({ revision: held.state.revision, pointers }, { channel, app, expectedRevision });
				const pointer = pointers.find((one) => one.app === app);
				if (pointer === undefined)
					throw refuse(`${app} is not in ${channel}: there is nothing to compare with. Promote it.`);
				if (pointer.version === version) throw refuse(`${channel} serves ${app} ${version} to everybody already.`);
				if (pointer.pinned) {
					throw createHttpError('POINTER_PINNED', {
						message: `${app} is pinned to ${pointer.version} in ${channel} by ${pointer.actor}: ${pointer.reason ?? 'no reason was given'}. Unpin it first.`,
					});
				}
				const running = await runningCanaries(transaction, channel);
				const own = running.find((one) => one.app === app);
				if (own !== undefined && own.version !== version) {
					throw createHttpError('CANARY_RUNNING', {
						message: `${app} ${own.version} is on trial in ${channel}, begun by ${own.started_by}. Stop it first.`,
					});
				}
				const canary =
					own === undefined
						? await begin(transaction, request, { pointer, pointers, running })
						: await change(transaction, own, request);
				await renewRollout(transaction, channel, { actor, builds: pointers });
				return describeCanary(transaction, canary, now());
			}),

		stop: ({ channel, app, actor, reason }) =>
			database.transaction().execute(async (transaction) => {
				const held = await holdChannel(transaction, channel);
				if (held === null) throw notFound(channel);
				const { pointers } = held;
				const own = (await runningCanaries(transaction, channel)).find((one) => one.app === app);
				if (own === undefined) {
					throw createHttpError('NOT_FOUND', { message: `No canary of ${app} runs in ${channel}.` });
				}
				await endCanary(transaction, own, { action: 'stop', actor, reason: reason ?? null, at: now() });
				await renewRollout(transaction, channel, { actor, builds: pointers });
				const ended = await transaction
					.selectFrom('canaries')
					.selectAll()
					.where('id', '=', own.id)
					.executeTakeFirstOrThrow();
				return describeCanary(transaction, ended, now());
			}),

		async list(channel, { app, all }) {
			let query = database.selectFrom('canaries').selectAll().where('channel', '=', channel);
			if (app !== undefined) query = query.where('app', '=', app);
			if (!all) query = query.where('state', '=', 'running');
			const canaries = await query.orderBy('id', 'desc').limit(100).execute();
			const descriptions: CanaryDescription[] = [];
			for (const canary of canaries) descriptions.push(await describeCanary(database, canary, now()));
			return descriptions;
		},
	};
};

const toShare = (percent: number): number => Math.round((percent * allBuckets) / 100);
