import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Schema } from '../database/schema.ts';
import { type MailContent, renderMail } from './render-mail.ts';

export interface NewMail {
	to: string;
	content: MailContent;
	/**
	 * Anybody can ask for this mail, without a word of the address's owner: past the hourly limit of
	 * an address none is sent. Default false.
	 */
	unasked?: boolean;
	/**
	 * Does all the work and sends nothing, so that an address nobody has cannot be told by time. Default false.
	 */
	withheld?: boolean;
}

export interface Mailer {
	/** Stores a mail in the transaction of its cause: both happen or neither. */
	queue(transaction: Transaction<Schema>, mail: NewMail): Promise<void>;
	/** Call it after the transaction: what was queued is sent now and not at the next look. */
	wake(): void;
	/** Forgets mails older than the retention. */
	prune(): Promise<void>;
}

export interface MailerOptions {
	database: Kysely<Schema>;
	clock: Clock;
	/** `outbox`: there is nobody to send, mails are only kept. */
	delivery: 'smtp' | 'outbox';
	/** Mails an hour that strangers may cause to one address. */
	mailsPerHour: number;
	/** Days a mail is kept. */
	mailRetention: number;
	/** Starts a look for mails to send. */
	onQueued(): void;
}

const hour = 60 * 60 * 1000;

export const createMailer = (options: MailerOptions): Mailer => {
	const { database, clock, delivery, mailsPerHour, mailRetention, onQueued } = options;

	const hasHadEnough = async (transaction: Transaction<Schema>, to: string): Promise<boolean> => {
		const { count } = await transaction
			.selectFrom('mails')
			.select((query) => query.fn.countAll<number>().as('count'))
			.where('to', '=', to)
			.where('created_at', '>', new Date(clock.now() - hour))
			.executeTakeFirstOrThrow();
		return count >= mailsPerHour;
	};

	return {
		async queue(transaction, { to, content, unasked = false, withheld = false }) {
			const now = new Date(clock.now());
			const isWithheld = (unasked && (await hasHadEnough(transaction, to))) || withheld;
			const rendered = renderMail(content);
			const { text, html } = isWithheld ? { text: '', html: '' } : rendered;
			const isSent = !isWithheld && delivery === 'outbox';
			await transaction
				.insertInto('mails')
				.values({
					id: randomUUID(),
					to,
					subject: content.subject,
					text,
					html,
					status: isWithheld ? 'withheld' : isSent ? 'sent' : 'queued',
					attempts: 0,
					next_attempt_at: now,
					created_at: now,
					sent_at: isSent ? now : null,
					failure: null,
				})
				.execute();
		},
		wake: onQueued,
		async prune() {
			await database
				.deleteFrom('mails')
				.where('created_at', '<', new Date(clock.now() - mailRetention * 24 * hour))
				.execute();
		},
	};
};
