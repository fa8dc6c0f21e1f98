import type { Log } from '@flotilla/server';
import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Schema } from '../database/schema.ts';
import type { Settings } from '../settings.ts';
import { createSmtpTransport } from './mail-transport.ts';
import { createMailWorker } from './mail-worker.ts';
import { createMailer, type Mailer } from './mailer.ts';

/** Mail as this server is set up: sent by SMTP, or kept in the outbox. */
export interface Mail {
	mailer: Mailer;
	start(): void;
	/** Resolves when no mail is being sent. */
	idle(): Promise<void>;
	stop(): Promise<void>;
}

export interface MailOptions {
	database: Kysely<Schema>;
	clock: Clock;
	log: Log;
	settings: Settings;
	smtpUrl?: string | undefined;
	showsOutbox?: boolean;
}

export const createMail = ({ database, clock, log, settings, smtpUrl, showsOutbox }: MailOptions): Mail => {
	if (smtpUrl === undefined) {
		log.warn(
			showsOutbox
				? 'no SMTP_URL: mails are shown at /api/dev/mails to whoever can reach this server'
				: 'no SMTP_URL: nobody gets the mails that confirm addresses and reset passwords',
		);
		const mailer = createMailer({ database, clock, delivery: 'outbox', onQueued: () => {}, ...settings });
		return { mailer, start: () => {}, idle: async () => {}, stop: async () => {} };
	}
	const transport = createSmtpTransport({ url: smtpUrl, from: settings.mailFrom });
	const worker = createMailWorker({ database, clock, log, transport, ...settings });
	const mailer = createMailer({ database, clock, delivery: 'smtp', onQueued: worker.wake, ...settings });
	return { mailer, start: worker.start, idle: worker.idle, stop: worker.stop };
};
