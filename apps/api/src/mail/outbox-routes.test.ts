import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '@flotilla/server';
import { expect, it, onTestFinished } from 'vitest';
import { createApi } from '../create-api.ts';
import { readEnvironment } from '../environment.ts';
import { startApi } from '../testing/start-api.ts';
import { renderOutbox } from './render-outbox.ts';

it('shows mails with links that work and a policy under which nothing runs', async () => {
	const started = await startApi({ publicUrl: 'https://app.example.org' });
	onTestFinished(() => started.stop());
	await started.request('/api/auth/forgot-password', { method: 'POST', json: { email: 'member@flotilla.test' } });
	const response = await started.request('/api/dev/mails');
	expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
	expect(response.headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'sha256-");
	expect(response.headers.get('cache-control')).toBe('no-store');
	const html = await response.text();
	expect(html).toMatch(/<a href="https:\/\/app\.example\.org\/auth\/reset-password\?token=[\w-]{43}"/);
	expect(html).toContain('To member@flotilla.test');
});

it('shows what is no link as text', () => {
	const html = renderOutbox([
		{
			id: '1',
			to: '"<script>"@x.test',
			subject: '<img src=x>',
			text: 'javascript:alert(1) https://x.test/?a=1&b="onclick=1 <b>',
			created_at: new Date(0),
		},
	]);
	expect(html).not.toMatch(/<script|<img|<b>|href="javascript/);
	expect(html).toContain('<a href="https://x.test/?a=1&amp;b=" rel="noreferrer">');
});

it('is not there unless it is asked for', async () => {
	const dataFolder = await mkdtemp(join(tmpdir(), 'flotilla-outbox-'));
	const api = await createApi({
		dataFolder,
		log: createLog({ name: 'api', level: 'silent' }),
		templateFolder: join(tmpdir(), 'flotilla-database-template'),
	});
	onTestFinished(async () => {
		await api.close();
		await rm(dataFolder, { recursive: true });
	});
	for (const url of ['/api/dev/mails', '/api/dev/mails.json']) {
		expect((await api.app.inject({ url })).statusCode).toBe(404);
	}
	const url = '/api/auth/forgot-password';
	const answer = await api.app.inject({ method: 'POST', url, payload: { email: 'member@flotilla.test' } });
	expect(answer.json().data).toEqual({ email: 'member@flotilla.test', message: expect.any(String) });
});

it.each([
	[{}, true],
	[{ NODE_ENV: 'development' }, true],
	[{ NODE_ENV: 'production' }, false],
	[{ SMTP_URL: 'smtp://mail.test' }, false],
])('with %j it is asked for: %s', (environment, expected) => {
	expect(readEnvironment(environment as Record<string, string>).mail.showsOutbox).toBe(expected);
});
