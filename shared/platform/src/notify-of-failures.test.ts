import { type ErrorCode, errorCatalogue } from '@flotilla/contracts';
import type { Language } from '@flotilla/i18n';
import { FakeFailure } from '@flotilla/testing';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { platformMessages } from './platform.messages.ts';
import { startPlatform } from './testing/start-platform.ts';

const setUp = async (language: Language = 'en') => {
	const started = startPlatform({ role: 'admin', language });
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
		/** Changes a user, which fails so. */
		async failingWrite(failure: FakeFailure, options?: { notify: boolean }) {
			backend.failNext('PATCH /users/:id', failure);
			const [user] = backend.users;
			await platform.api.users.update(user?.id ?? '', { firstName: 'Ada' }, options).catch(() => {});
		},
		shown: () => platform.notifications.store.getState().items,
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
			{ key: 'network', kind: 'warning', title: 'No connection', count: 2, duration: 8000 },
		]);
	});

	it('in the language of the page', async () => {
		const { platform, failing, failingWrite, shown } = await setUp('de');
		await platform.i18n.load(platformMessages);
		await failing('network');
		await failingWrite(new FakeFailure('RATE_LIMITED', { retryAfter: 30 }));
		expect(shown()).toMatchObject([
			{ title: 'Keine Verbindung', action: { label: 'Erneut prüfen' } },
			{ title: 'Zu viele Anfragen', message: 'Warten Sie 30 Sekunden und versuchen Sie es dann erneut.' },
		]);
	});

	it.each(tooMany)('of too many requests (%s)', async (code) => {
		const { failing, titles } = await setUp();
		expect(await failing(code)).toBe(code);
		expect(titles()).toEqual(['Too many requests (1)']);
	});

	it('how long to wait', async () => {
		const { failingWrite, shown } = await setUp();
		await failingWrite(new FakeFailure('RATE_LIMITED', { retryAfter: 30 }));
		await failingWrite(new FakeFailure('RATE_LIMITED', { retryAfter: 600 }));
		expect(shown()).toMatchObject([{ kind: 'warning', message: 'Wait 10 minutes, then try again.', count: 2 }]);
	});

	it('that a write was refused, once for as long as it is shown', async () => {
		const { failingWrite, shown } = await setUp();
		await failingWrite(new FakeFailure('FORBIDDEN'));
		await failingWrite(new FakeFailure('FORBIDDEN'));
		expect(shown()).toMatchObject([{ kind: 'error', title: 'Access denied', count: 2 }]);
	});

	it('what is wrong with each field of a write', async () => {
		const { failingWrite, shown } = await setUp();
		const errors = { firstName: ['Too long.', 'No digits.'], email: ['Not an address.'] };
		await failingWrite(new FakeFailure('VALIDATION_FAILED', { errors }));
		expect(shown()).toMatchObject([
			{ title: 'Not accepted: first name', message: 'Too long. No digits.' },
			{ title: 'Not accepted: email', message: 'Not an address.' },
		]);
	});

	it('that a write is not accepted where no field is to blame', async () => {
		const { failingWrite, shown } = await setUp();
		await failingWrite(new FakeFailure('CURSOR_INVALID'));
		expect(shown()).toMatchObject([{ title: 'Not accepted', message: errorCatalogue.CURSOR_INVALID.message }]);
	});

	it.each(['INTERNAL_ERROR', 'UPSTREAM_UNAVAILABLE', 'NOT_READY'] as const)(
		'that the server failed at a write (%s), with what to name to its operators',
		async (code) => {
			const { failingWrite, shown } = await setUp();
			await failingWrite(new FakeFailure(code));
			expect(shown()).toMatchObject([{ kind: 'error', title: 'Something went wrong on our side' }]);
			expect(shown()[0]?.message).toMatch(/Request \S+\.$/);
		},
	);

	it('of a read, when whoever reads says so', async () => {
		const { platform, backend, titles } = await setUp();
		backend.failNext('GET /users', new FakeFailure('FORBIDDEN'));
		await platform.api.users.list({}, { notify: true }).catch(() => {});
		expect(titles()).toEqual(['Access denied (1)']);
	});
});

describe('a connection that was told to be gone', () => {
	it('is told once to be back, and no longer to be gone', async () => {
		const { failing, titles, server, platform } = await setUp();
		await vi.waitFor(() => expect(platform.realtime.state).toBe('connected'));
		await failing('network');
		server.drop();
		await vi.waitFor(() => expect(titles()).toEqual(['Connected again (1)']), { timeout: 5000 });
		server.drop();
		await vi.waitFor(() => expect(platform.realtime.state).toBe('reconnecting'));
		await vi.waitFor(() => expect(platform.realtime.state).toBe('connected'), { timeout: 5000 });
		expect(titles()).toEqual(['Connected again (1)']);
	});

	it('is asked again by its button', async () => {
		const { failing, shown, titles, backend } = await setUp();
		await failing('network');
		backend.failNext('GET /auth/me', 'network');
		shown()[0]?.action?.run();
		await vi.waitFor(() => expect(titles()).toEqual(['No connection (2)']));
		shown()[0]?.action?.run();
		await vi.waitFor(() => expect(titles()).toEqual(['Connected again (1)']));
	});

	it('is back with any answer, a refusal, too', async () => {
		const { failing, shown, titles, backend } = await setUp();
		await failing('network');
		backend.failNext('GET /auth/me', new FakeFailure('NOT_READY'));
		shown()[0]?.action?.run();
		await vi.waitFor(() => expect(titles()).toEqual(['Connected again (1)']));
	});
});

describe('the person is not told', () => {
	it.each(toldWhereItHappened)('of %s: whoever asked shows it', async (code) => {
		const { failing, titles } = await setUp();
		expect(await failing(code)).toBe(code);
		expect(titles()).toEqual([]);
	});

	it.each(['FORBIDDEN', 'VALIDATION_FAILED', 'RATE_LIMITED', 'INTERNAL_ERROR'] as const)(
		'of %s by a write that tells it itself',
		async (code) => {
			const { failingWrite, titles } = await setUp();
			await failingWrite(new FakeFailure(code), { notify: false });
			expect(titles()).toEqual([]);
		},
	);

	it('of what a form without a token shows itself', async () => {
		const { platform, backend, titles } = await setUp();
		backend.failNext('POST /auth/login', new FakeFailure('SIGN_IN_LOCKED', { retryAfter: 60 }));
		await platform.session.signIn({ email: 'ada@flotilla.test', password: 'wrong' }).catch(() => {});
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
