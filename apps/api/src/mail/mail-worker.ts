import type { Log } from '@flotilla/server';
import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { MailRow, Schema } from '../database/schema.ts';
import { isPermanentFailure, type MailTransport } from './mail-transport.ts';

/** Sends what is queued, one mail at a time, and again what could not be sent. */
export interface MailWorker {
	/** Begins to look for mails, now and then. */
	start(): void;
	/** Looks for mails to send soon. */
	wake(): void;
	/** Resolves when no look is under way. */
	idle(): Promise<void>;
	/** Finishes the mail under way; the rest stays queued. */
	stop(): Promise<void>;
}

export interface MailWorkerOptions {
	database: Kysely<Schema>;
	clock: Clock;
	log: Log;
	transport: MailTransport;
	/** Attempts until a mail counts as failed. */
	mailAttempts: number;
	/** Seconds after the first failed attempt; doubles with each, up to an hour. */
	mailRetryDelay: number;
	/** Milliseconds between looks for mails that are due, or that another node left behind. */
	mailPollInterval: number;
}

/** Seconds a node has for one attempt. After them another may take the mail: this one was killed. */
const lease = 5 * 60;
const longestDelay = 60 * 60;

export const createMailWorker = (options: MailWorkerOptions): MailWorker => {
	const { database, clock, log, transport, mailAttempts, mailRetryDelay, mailPollInterval } = options;
	let stopped = false;
	let poll: NodeJS.Timeout | undefined;
	let wanted = false;
	let looking: Promise<void> | undefined;
	const inSeconds = (seconds: number) => new Date(clock.now() + seconds * 1000);

	/** Takes a mail for the time of the lease, outside of which no transaction is open: SMTP may take minutes. */
	const claim = (): Promise<MailRow | undefined> =>
		database.transaction().execute(async (transaction) => {
			const due = await transaction
				.selectFrom('mails')
				.select('id')
				.where('status', '=', 'queued')
				.where('next_attempt_at', '<=', new Date(clock.now()))
				.orderBy('next_attempt_at')
				.limit(1)
				.forUpdate()
				.skipLocked()
				.executeTakeFirst();
			if (due === undefined) return undefined;
			return transaction
				.updateTable('mails')
				.set((expression) => ({ attempts: expression('attempts', '+', 1), next_attempt_at: inSeconds(lease) }))
				.where('id', '=', due.id)
				.returningAll()
				.executeTakeFirst();
		});

	const settle = async ({ id, attempts }: MailRow, error: unknown): Promise<void> => {
		const failure = error instanceof Error ? error.message : String(error);
		const isOver = attempts >= mailAttempts || isPermanentFailure(error);
		log.warn({ mail: id, attempts, failure }, isOver ? 'a mail could not be sent' : 'a mail waits for another attempt');
		await database
			.updateTable('mails')
			.set({
				status: isOver ? 'failed' : 'queued',
				failure,
				next_attempt_at: inSeconds(Math.min(longestDelay, mailRetryDelay * 2 ** (attempts - 1))),
			})
			.where('id', '=', id)
			.execute();
	};

	const look = async (): Promise<void> => {
		while (!stopped) {
			const mail = await claim();
			if (mail === undefined) return;
			try {
				await transport.send(mail);
			} catch (error) {
				await settle(mail, error);
				continue;
			}
			// Its link opens an account: once it is sent, nobody has to read it here.
			await database
				.updateTable('mails')
				.set({ status: 'sent', sent_at: new Date(clock.now()), text: '', html: '', failure: null })
				.where('id', '=', mail.id)
				.execute();
		}
	};

	const wake = () => {
		if (stopped) return;
		wanted = true;
		looking ??= (async () => {
			while (wanted && !stopped) {
				wanted = false;
				await look().catch((error: unknown) => log.error({ err: error }, 'mails could not be read'));
			}
			looking = undefined;
		})();
	};
	return {
		start() {
			poll = setInterval(wake, mailPollInterval);
			wake();
		},
		wake,
		async idle() {
			await looking;
		},
		async stop() {
			stopped = true;
			clearInterval(poll);
			await looking;
			transport.close();
		},
	};
};
