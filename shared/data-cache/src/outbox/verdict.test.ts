import { errorCatalogue } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import { failure } from '../testing/fake-outbox-server.ts';
import { judge } from './verdict.ts';

const kindOf = (code: string, status: number, operation: Parameters<typeof judge>[1]): string =>
	judge(failure(code, status), operation).kind;

/** What is not refused, of all that a server may answer. */
const passing = [
	...['AUTHENTICATION_REQUIRED', 'TOKEN_EXPIRED', 'TOKEN_INVALID', 'SESSION_EXPIRED', 'SESSION_REVOKED'],
	...['INVALID_CREDENTIALS', 'IDEMPOTENCY_IN_PROGRESS', 'SIGN_IN_LOCKED', 'RATE_LIMITED', 'INTERNAL_ERROR'],
	...['UPSTREAM_UNAVAILABLE', 'SHUTTING_DOWN', 'NOT_READY', 'STORAGE_FULL'],
];

describe('an update', () => {
	it.each(Object.entries(errorCatalogue))('that is answered %s is judged', (code, { status }) => {
		const expected = passing.includes(code)
			? 'wait'
			: status === 412
				? 'conflict'
				: code === 'IDEMPOTENCY_ANSWER_LOST'
					? 'done'
					: 'refused';
		expect(kindOf(code, status, { kind: 'update', attempts: 1 })).toBe(expected);
	});
});

describe('a create', () => {
	it('whose record exists is done when an earlier attempt may have made it, and refused otherwise', () => {
		expect(kindOf('USER_EXISTS', 409, { kind: 'create', attempts: 2 })).toBe('done');
		expect(kindOf('RECORD_EXISTS', 409, { kind: 'create', attempts: 2 })).toBe('done');
		expect(kindOf('RECORD_EXISTS', 409, { kind: 'create', attempts: 1 })).toBe('refused');
	});
});

describe('a removal', () => {
	it('of what is gone is done, but not where the whole collection is unknown', () => {
		expect(kindOf('RECORD_NOT_FOUND', 404, { kind: 'remove', attempts: 1 })).toBe('done');
		expect(kindOf('COLLECTION_NOT_FOUND', 404, { kind: 'remove', attempts: 1 })).toBe('refused');
	});
});

describe('what no server answered', () => {
	it('waits, but for an address that is never sent', () => {
		expect(kindOf('NETWORK_ERROR', 0, { kind: 'update', attempts: 99 })).toBe('wait');
		expect(kindOf('URL_REFUSED', 0, { kind: 'update', attempts: 1 })).toBe('refused');
	});

	it('is refused when it is a mistake in the page, and told as it is', () => {
		const verdict = judge(new TypeError('There is no such endpoint.'), { kind: 'update', attempts: 1 });
		expect(verdict).toMatchObject({ kind: 'refused', error: { message: 'There is no such endpoint.' } });
	});

	it('comes back after the time that the server names', () => {
		const verdict = judge(failure('RATE_LIMITED', 429, 7), { kind: 'update', attempts: 1 });
		expect(verdict).toMatchObject({ kind: 'wait', retryAfter: 7 });
	});
});
