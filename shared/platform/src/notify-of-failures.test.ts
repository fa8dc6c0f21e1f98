import { type ErrorCode, errorCatalogue } from '@flotilla/contracts';
import { FakeFailure } from '@flotilla/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startPlatform } from './testing/start-platform.ts';

const setUp = async () => {
	const started = startPlatform({ role: 'admin' });
	const { platform, backend } = started;
	onTestFinished(() => platform.dispose());
	await platform.session.restore();
	return {
		...started,
		/** Lists the users, which fails so. Answers the code the caller sees. */
		async failing(failure: ErrorCode | 'network') {
			backend.failNext('GET /users', failure === 'network' ? failure : new FakeFailure(failure));
			const error = await platform.api.users.list().catch((thrown) => thrown);
			return error.code as string;
		},
	};
};

/** What ends a token or a session has ways of its own, and is tested with the platform. */
const handledElsewhere: readonly string[] = ['TOKEN_EXPIRED', 'TOKEN_INVALID', 'AUTHENTICATION_REQUIRED'];

const toldWhereItHappened = (Object.keys(errorCatalogue) as ErrorCode[]).filter(
	(code) => errorCatalogue[code].status !== 429 && !handledElsewhere.includes(code),
);
const tooMany = (Object.keys(errorCatalogue) as ErrorCode[]).filter((code) => errorCatalogue[code].status === 429);

describe('the person is told', () => {
	it('that there is no connection, once for as long as it is shown', async () => {
		const { failing, platform } = await setUp();
		expect(await failing('network')).toBe('NETWORK_ERROR');
		await failing('network');
		expect(platform.notifications.store.getState().items).toMatchObject([
			{ key: 'network', kind: 'error', title: 'No connection', count: 2, duration: null },
		]);
	});

	it.each(tooMany)('of too many requests (%s)', async (code) => {
		const { failing, titles } = await setUp();
		expect(await failing(code)).toBe(code);
		expect(titles()).toEqual(['Too many requests (1)']);
	});
});

describe('the person is not told', () => {
	it.each(toldWhereItHappened)('of %s: whoever asked shows it', async (code) => {
		const { failing, titles } = await setUp();
		expect(await failing(code)).toBe(code);
		expect(titles()).toEqual([]);
	});

	it('of what the page itself gave up', async () => {
		const { platform, backend, titles } = await setUp();
		const leaving = new AbortController();
		backend.holdAnswers('GET /users');
		const call = platform.api.users.list({}, { signal: leaving.signal });
		leaving.abort();
		await expect(call).rejects.toMatchObject({ code: 'ABORTED' });
		expect(titles()).toEqual([]);
	});

	it('of a sign-out they asked for', async () => {
		const { platform, titles } = await setUp();
		await platform.session.signOut();
		expect(titles()).toEqual([]);
	});
});
