import { expect, it } from 'vitest';
import { readSentMail } from './sent-mail.ts';

it('reads what was written', () => {
	const mail = { email: 'ada@flotilla.test', purpose: 'verify', outboxPath: '/api/dev/mails' } as const;
	expect(readSentMail(structuredClone(mail))).toEqual(mail);
	expect(readSentMail({ email: 'ada@flotilla.test', purpose: 'reset' })).toEqual({
		email: 'ada@flotilla.test',
		purpose: 'reset',
	});
});

it.each([
	null,
	undefined,
	'text',
	{},
	{ email: 'a@b.test' },
	{ email: '', purpose: 'verify' },
	{ email: 7, purpose: 'reset' },
])('takes nothing for a mail that is none: %j', (state) => {
	expect(readSentMail(state)).toBeNull();
});

it.each(['//evil.test', '/\\evil.test', 'https://evil.test', 'javascript:alert(1)', 7])(
	'leads to no other origin: %j',
	(outboxPath) => {
		expect(readSentMail({ email: 'a@b.test', purpose: 'verify', outboxPath })).toEqual({
			email: 'a@b.test',
			purpose: 'verify',
		});
	},
);
