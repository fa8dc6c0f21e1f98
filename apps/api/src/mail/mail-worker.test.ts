import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, openDatabase } from '@flotilla/server';
import { createTestDatabase, type TestDatabase } from '@flotilla/server/testing';
import type { Kysely } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { migrations } from '../database/migrations.ts';
import type { Schema } from '../database/schema.ts';
import { defaultSettings } from '../settings.ts';
import { startSmtpServer, type TestSmtpServer } from '../testing/start-smtp-server.ts';
import { createMail, type Mail } from './create-mail.ts';

const log = createLog({ name: 'test', level: 'silent' });
let folder: string;
let server: TestDatabase | undefined;
let database: Kysely<Schema>;
let smtp: TestSmtpServer;
let running: Mail[] = [];
let passed = 0;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'flotilla-mail-'));
	server = await createTestDatabase();
	const templateFolder = join(tmpdir(), 'flotilla-database-template');
	database = await openDatabase<Schema>({ folder, url: server?.url, migrations, log, templateFolder });
});
afterEach(async () => {
	for (const mail of running) await mail.stop();
	running = [];
	await smtp.close();
	await database.deleteFrom('mails').execute();
});
afterAll(async () => {
	await database.destroy();
	await server?.drop();
	await rm(folder, { recursive: true });
});

const start = (changes: Partial<typeof defaultSettings> = {}): Mail => {
	const mail = createMail({
		database,
		clock: { now: () => Date.now() + passed },
		log,
		// Only woken: nothing happens by itself between two lines of a test.
		settings: { ...defaultSettings, mailPollInterval: 3_600_000, ...changes },
		smtpUrl: smtp.url,
	});
	running.push(mail);
	mail.start();
	return mail;
};
const queue = async ({ mailer }: Mail, to = `${randomUUID()}@example.org`) => {
	const content = { subject: 'Grüße', before: ['One <two>'], links: [{ label: 'Go', url: 'http://x.test/?a=1&b=2' }] };
	await database.transaction().execute((transaction) => mailer.queue(transaction, { to, content }));
	return to;
};
const send = async (mail: Mail) => {
	mail.mailer.wake();
	await mail.idle();
};
const rows = () => database.selectFrom('mails').selectAll().orderBy('created_at').execute();

it('sends both forms of a mail, and forgets what was in it', async () => {
	smtp = await startSmtpServer();
	const mail = start();
	const to = await queue(mail);
	await send(mail);
	expect(smtp.received).toHaveLength(1);
	expect(smtp.received[0]).toMatchObject({ from: 'no-reply@localhost', to: [to] });
	const { source = '' } = smtp.received[0] ?? {};
	expect(source).toContain('From: Flotilla <no-reply@localhost>');
	expect(source).toContain('Subject: =?UTF-8?');
	expect(source).toContain('text/plain');
	expect(source).toContain('&lt;two&gt;');
	expect(await rows()).toMatchObject([{ status: 'sent', text: '', html: '', attempts: 1 }]);
});

it('tries again, later and later, until the server takes it', async () => {
	smtp = await startSmtpServer({ refuse: () => ({ code: 451, message: 'Not now' }) });
	const mail = start();
	await queue(mail);
	await send(mail);
	expect(await rows()).toMatchObject([{ status: 'queued', attempts: 1, failure: expect.stringContaining('Not now') }]);
	await send(mail);
	expect(smtp.attempts).toBe(1);
	passed += 31_000;
	await send(mail);
	passed += 31_000;
	await send(mail);
	expect(smtp.attempts).toBe(2);
	smtp.accept();
	passed += 30_000;
	await send(mail);
	expect(smtp.received).toHaveLength(1);
});

it('gives up on what the server refuses for good, and after the last attempt', async () => {
	smtp = await startSmtpServer({
		refuse: (to) => (to.startsWith('gone') ? { code: 550, message: 'No such person' } : { code: 451, message: 'No' }),
	});
	const mail = start({ mailAttempts: 2 });
	await queue(mail, 'gone@example.org');
	await queue(mail, 'busy@example.org');
	await send(mail);
	passed += 31_000;
	await send(mail);
	passed += 3_600_000;
	await send(mail);
	expect((await rows()).map(({ to, status, attempts }) => [to, status, attempts])).toEqual([
		['gone@example.org', 'failed', 1],
		['busy@example.org', 'failed', 2],
	]);
});

it('sends what was queued while no server could be reached, or by a node that is gone', async () => {
	smtp = await startSmtpServer();
	const first = start();
	await smtp.close();
	await queue(first);
	await send(first);
	expect(await rows()).toMatchObject([{ status: 'queued', attempts: 1 }]);
	// As a node leaves it that was killed while it sent.
	await database
		.updateTable('mails')
		.set({ next_attempt_at: new Date(Date.now() + passed + 5 * 60_000) })
		.execute();
	await first.stop();

	smtp = await startSmtpServer();
	const second = start();
	await send(second);
	expect(smtp.received).toHaveLength(0);
	passed += 5 * 60_000;
	await send(second);
	expect(smtp.received).toHaveLength(1);
});

it('sends each mail once, also when several nodes look', async () => {
	smtp = await startSmtpServer();
	const nodes = [start(), start(), start()] as const;
	const sent = [];
	for (let count = 0; count < 20; count += 1) sent.push(await queue(nodes[0]));
	await Promise.all(nodes.map(send));
	expect(smtp.received.flatMap(({ to }) => to).sort()).toEqual(sent.sort());
});

it('keeps no mail of a transaction that failed', async () => {
	smtp = await startSmtpServer();
	const mail = start();
	const failing = database.transaction().execute(async (transaction) => {
		await mail.mailer.queue(transaction, { to: 'a@example.org', content: { subject: 'Hello', before: [] } });
		throw new Error('no');
	});
	await expect(failing).rejects.toThrow('no');
	await send(mail);
	expect(smtp.received).toEqual([]);
});

it('takes an address for one address, whatever is in it', async () => {
	smtp = await startSmtpServer();
	const mail = start();
	await queue(mail, 'a@example.org, b@example.org');
	await send(mail);
	expect(smtp.received.flatMap(({ to }) => to)).not.toContain('b@example.org');
});
