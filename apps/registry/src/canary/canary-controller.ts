import { isHttpError, type Log } from '@flotilla/server';
import type { Kysely, Transaction } from 'kysely';
import { changeChannel } from '../channels/change-channel.ts';
import { holdChannel } from '../channels/hold-channel.ts';
import type { Pointer } from '../channels/pointers.ts';
import type { RegistrySchema } from '../database/schema.ts';
import { runAgain } from '../run-again.ts';
import type { Canary } from './canary.ts';
import { figuresOf } from './canary-figures.ts';
import { type CanaryVerdict, decide } from './decide.ts';
import { hoursOf } from './describe-canary.ts';
import { renewRollout } from './renew-rollout.ts';
import { endCanary, runningCanaries, writeDecision } from './running-canaries.ts';

/** Its name in histories. */
export const canaryControllerName = 'canary-controller';

export interface CanaryController {
	/** Decides about every canary that runs. Any node may; two at once decide one after the other. */
	run(): Promise<void>;
	/** Runs again and again until the returned function is called, which resolves when the last run is over. */
	start(): () => Promise<void>;
}

export interface CanaryControllerOptions {
	database: Kysely<RegistrySchema>;
	log: Log;
	/** Milliseconds between two runs. Default 15,000. */
	interval?: number;
	/** Milliseconds in which "go on" is written down once, where nothing else is decided. Default 1 hour. */
	goOnInterval?: number;
	/** Milliseconds since 1970. Default `Date.now`. */
	now?: () => number;
}

export const createCanaryController = ({
	database,
	log,
	interval = 15_000,
	goOnInterval = 3_600_000,
	now = () => Date.now(),
}: CanaryControllerOptions): CanaryController => {
	const actor = canaryControllerName;

	const end = async (
		transaction: Transaction<RegistrySchema>,
		canary: Canary,
		{ action, reason, pointers }: { action: 'roll-back' | 'stop' | 'promote'; reason: string; pointers: Pointer[] },
	): Promise<void> => {
		const { channel, app, version } = canary;
		await endCanary(transaction, canary, { action, actor, reason, at: now() });
		if (action !== 'promote') await renewRollout(transaction, channel, { actor, builds: pointers });
		else await changeChannel(transaction, { channel, actor, reason }, () => [{ app, version, action: 'promote' }]);
	};

	const writeGoOn = async (transaction: Transaction<RegistrySchema>, canary: Canary, reason: string): Promise<void> => {
		const last = await transaction
			.selectFrom('canary_decisions')
			.select('decided_at')
			.where('canary_id', '=', canary.id)
			.orderBy('id', 'desc')
			.limit(1)
			.executeTakeFirst();
		if (last !== undefined && now() - last.decided_at.getTime() < goOnInterval) return;
		const figures = await figuresOf(transaction, canary);
		await writeDecision(transaction, canary, { action: 'go-on', actor, reason, figures, at: now() });
	};

	/** Asked again under the channel's lock: somebody may have ended it, or moved the pointer, since it was listed. */
	const decideAbout = (
		{ id, channel }: Pick<Canary, 'id' | 'channel'>,
		override?: { action: 'stop'; reason: string },
	): Promise<CanaryVerdict['action'] | 'stop' | null> =>
		database.transaction().execute(async (transaction) => {
			const held = await holdChannel(transaction, channel);
			const canary = (await runningCanaries(transaction, channel)).find((one) => one.id === id);
			if (held === null || canary === undefined) return null;
			const { action, reason } =
				override ?? decide(canary.policy, await figuresOf(transaction, canary), hoursOf(canary, now()));
			if (action === 'go-on') await writeGoOn(transaction, canary, reason);
			else await end(transaction, canary, { action, reason, pointers: held.pointers });
			return action;
		});

	const run = async (): Promise<void> => {
		const running = await database
			.selectFrom('canaries')
			.select(['id', 'channel', 'app', 'version'])
			.where('state', '=', 'running')
			.orderBy('id')
			.execute();
		for (const canary of running) {
			try {
				const action = await decideAbout(canary);
				if (action !== null && action !== 'go-on') log.info({ ...canary, action }, 'canary decided');
			} catch (error) {
				// What a promotion is refused for, e.g. a key that was distrusted since: people have to look at it.
				if (!isHttpError(error)) throw error;
				const reason = `It is healthy, but its promotion was refused: ${error.message}`;
				await decideAbout(canary, { action: 'stop', reason });
				log.warn({ ...canary, code: error.code }, 'canary stopped, as its promotion was refused');
			}
		}
	};

	return {
		run,
		start: () =>
			runAgain({
				run,
				interval,
				onError: (error) => log.error({ err: error }, 'the canaries could not be looked at'),
			}),
	};
};
