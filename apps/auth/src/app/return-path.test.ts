import { describe, expect, it } from 'vitest';
import { readReturnPath, withReturnPath } from './return-path.ts';

const read = (wanted: string) => readReturnPath(new URLSearchParams({ return: wanted }));

describe('readReturnPath', () => {
	it('is the start page when nothing was asked for', () => {
		expect(readReturnPath(new URLSearchParams())).toBe('/');
	});

	it.each(['/', '/users', '/users/1?tab=files', '/users?search=a%20b&page=2#top', '/authors'])('keeps %s', (path) => {
		expect(read(path)).toBe(path);
	});

	it.each([
		'',
		'users',
		'https://evil.test/',
		'//evil.test',
		'///evil.test',
		'/\\evil.test',
		'\\\\evil.test',
		'/\t/evil.test',
		'/\n//evil.test',
		'/.//evil.test',
		'/users/..//evil.test',
		' /users',
		'javascript:alert(1)',
		'/auth/sign-in',
		'/auth',
		'/auth?return=/auth',
		'/users/../auth/register',
	])('refuses %j', (path) => {
		expect(read(path)).toBe('/');
	});
});

describe('withReturnPath', () => {
	it('survives being read again', () => {
		const path = withReturnPath('/auth/register', '/users?search=a&page=2');
		expect(readReturnPath(new URL(path, 'https://flotilla.test').searchParams)).toBe('/users?search=a&page=2');
	});

	it('leaves the address alone when the start page is wanted', () => {
		expect(withReturnPath('/auth/register', '/')).toBe('/auth/register');
	});
});
