import { expect, test } from 'vitest';
import { payloadLine, payloadText, withoutSecrets } from './payload-text.model.ts';

test('what is named like a secret is not shown, however deep it is', () => {
	const payload = { user: { email: 'ada@flotilla.test', accessToken: 'abc' }, list: [{ password: 'x', id: 1 }] };
	expect(withoutSecrets(payload)).toEqual({
		user: { email: 'ada@flotilla.test', accessToken: '•••' },
		list: [{ password: '•••', id: 1 }],
	});
	expect(payload.user.accessToken).toBe('abc');
});

test('a token is not shown under any name', () => {
	const token = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLW9mLWl0';
	expect(withoutSecrets({ message: token })).toEqual({ message: '•••' });
});

test('an address keeps its path, and not its query, which may open a file', () => {
	expect(withoutSecrets({ url: '/api/files/7/content?expires=1&sig=abc', path: '/users' })).toEqual({
		url: '/api/files/7/content?•••',
		path: '/users',
	});
});

test('a long payload is cut, and says how much is left', () => {
	expect(payloadText({ text: 'a'.repeat(100) }, 20)).toEqual({ text: '{\n  "text": "aaaaaaa', left: 96 });
	expect(payloadLine({ text: 'a'.repeat(100) }, 12)).toBe('{"text":"aaa…');
});

test('what JSON cannot say is named by its type', () => {
	const circle: Record<string, unknown> = {};
	circle.self = circle;
	expect(payloadLine(10n)).toBe('[bigint]');
	expect(payloadLine(circle)).toBe('[object]');
	expect(payloadLine(undefined)).toBe('undefined');
});
