import { expect, it, onTestFinished } from 'vitest';
import { startApi } from '../testing/start-api.ts';
import { startSmtpServer } from '../testing/start-smtp-server.ts';

it('with SMTP_URL the mail that confirms an address arrives, and is shown nowhere else', async () => {
	const smtp = await startSmtpServer();
	const started = await startApi({ mailFrom: 'Fleet <fleet@example.org>' }, { mail: { smtpUrl: smtp.url } });
	onTestFinished(async () => {
		await started.stop();
		await smtp.close();
	});
	const password = 'a long enough password';
	const person = { firstName: 'Nova', lastName: 'Person', email: 'nova@example.org', acceptTerms: true };
	const post = (path: string, json: unknown) => started.request(`/api/auth/${path}`, { method: 'POST', json });
	await post('register', { ...person, password, confirmPassword: password });
	await started.api.backgroundWorkDone();
	expect(smtp.received).toMatchObject([{ from: 'fleet@example.org', to: ['nova@example.org'] }]);
	// Quoted-printable: `=` is written as `=3D`, and long lines are broken with `=` at their end.
	const source = smtp.received[0]?.source.replaceAll('=\r\n', '').replaceAll('=3D', '=');
	const token = /verify-email\?token=([\w-]{43})/.exec(source ?? '')?.[1];
	expect((await post('verify-email', { token })).status).toBe(200);
	expect((await started.signIn(person.email, password)).user.emailVerified).toBe(true);
	expect(JSON.stringify(await started.api.database.selectFrom('mails').selectAll().execute())).not.toContain(token);
});
