import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examineInstallation } from '../doctor/examine-installation.ts';
import { remoteBuild, shellBuild } from '../testing/build-folders.ts';
import { startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';

let test: TestRegistry;
beforeAll(async () => {
	test = await startTestRegistry({ beaconsPerMinute: 0, canaryInterval: 50 });
	await test.publish(shellBuild(), '1.0.0');
	await test.publish(remoteBuild({ app: 'users', text: 'one' }), '1.0.0');
	await test.publish(remoteBuild({ app: 'users', text: 'two' }), '1.1.0', { channel: 'store' });
	await test.publish(remoteBuild({ app: 'users', text: 'three' }), '1.2.0', { channel: 'store' });
});
afterAll(() => test.dispose());

interface Seen {
	compositionId: string;
	cookies: string[];
	headers: Headers;
	html: string;
	status: number;
}

const open = async ({
	path = '/',
	cookie,
	tag,
}: {
	path?: string;
	cookie?: string;
	tag?: string;
} = {}): Promise<Seen> => {
	const response = await fetch(test.url + path, {
		headers: {
			accept: 'text/html',
			...(cookie !== undefined && { cookie }),
			...(tag !== undefined && { 'if-none-match': tag }),
		},
	});
	return {
		compositionId: response.headers.get('x-flotilla-composition') ?? '',
		cookies: response.headers.getSetCookie(),
		headers: response.headers,
		html: await response.text(),
		status: response.status,
	};
};
const pairOf = ([cookie = '']: string[]): string => cookie.split(';')[0] ?? '';
const stableId = async () => (await test.client.channel('production')).compositionId;
const stop = () => test.client.stopCanary('production', 'users').catch(() => undefined);

describe('a page', () => {
	it('has no cookie, no beacons and one ETag for all while there is no canary', async () => {
		const { cookies, headers, html } = await open();
		expect(cookies).toEqual([]);
		expect(headers.get('cache-control')).toBe('no-cache');
		expect(headers.get('vary')).not.toContain('Cookie');
		expect(html).not.toContain('flotilla-beacons');
	});

	it('is chosen by device, stays when it is loaded again, and keeps the candidate as the share grows', async () => {
		await test.client.setCanary('production', 'users', { version: '1.1.0', percent: 30, message: 'Try it' });
		const stable = await stableId();
		const devices = [];
		for (let count = 0; count < 60; count += 1) {
			const { compositionId, cookies } = await open();
			expect(cookies).toHaveLength(1);
			expect(cookies[0]).toMatch(/^flotilla-device=[\w-]{22}; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/);
			devices.push({ cookie: pairOf(cookies), compositionId });
		}
		const inside = devices.filter(({ compositionId }) => compositionId !== stable);
		// 18 of 60 are expected; less than 5 or more than 35 has a chance of one in 100,000.
		expect(inside.length).toBeGreaterThan(4);
		expect(inside.length).toBeLessThan(36);
		for (const { cookie, compositionId } of devices.slice(0, 20)) {
			expect(await open({ cookie })).toMatchObject({ compositionId, cookies: [] });
		}

		await test.client.setCanary('production', 'users', { version: '1.1.0', percent: 60 });
		const grown = await Promise.all(devices.map(({ cookie }) => open({ cookie })));
		expect(grown.filter(({ compositionId }) => compositionId !== stable).length).toBeGreaterThan(inside.length);
		devices.forEach(({ compositionId }, index) => {
			if (compositionId !== stable) expect(grown[index]?.compositionId).toBe(compositionId);
		});
		await stop();
		const { compositionId, cookies } = await open({ cookie: inside[0]?.cookie ?? '' });
		expect({ compositionId, cookies }).toEqual({ compositionId: stable, cookies: [] });
	});

	it('is kept from shared caches while there is a canary, says where beacons go, and is still revalidated', async () => {
		await test.client.setCanary('production', 'users', { version: '1.1.0', percent: 50 });
		const { cookies, headers, html } = await open();
		expect(headers.get('cache-control')).toBe('private, no-cache');
		expect(headers.get('vary')).toContain('Cookie');
		expect(html).toContain('<meta name="flotilla-beacons" content="/registry/v1/beacons">');
		const again = await open({ cookie: pairOf(cookies), tag: headers.get('etag') ?? '' });
		expect(again.status).toBe(304);
		await stop();
	});

	it('has the candidate for whoever opts in to its cohort by name, until they leave it', async () => {
		await test.client.setCanary('production', 'users', { version: '1.1.0', cohort: 'beta' });
		const stable = await stableId();
		expect(await open()).toMatchObject({ compositionId: stable, cookies: [] });
		expect(await open({ path: '/?flotilla-cohort=alpha' })).toMatchObject({ compositionId: stable, cookies: [] });
		const joined = await open({ path: '/users?a=b&flotilla-cohort=beta' });
		expect(joined.compositionId).not.toBe(stable);
		expect(joined.cookies[0]).toMatch(/^flotilla-cohort=beta; /);
		const cookie = pairOf(joined.cookies);
		expect((await open({ cookie })).compositionId).toBe(joined.compositionId);
		const left = await open({ path: '/?flotilla-cohort=', cookie });
		expect(left.compositionId).toBe(stable);
		expect(left.cookies[0]).toMatch(/^flotilla-cohort=; .*Max-Age=0/);
		await stop();
	});

	it('takes a malformed cookie as none', async () => {
		await test.client.setCanary('production', 'users', { version: '1.1.0', percent: 50 });
		const { cookies } = await open({ cookie: "flotilla-device='; drop; flotilla-cohort=<b>" });
		expect(cookies).toHaveLength(1);
		expect(cookies[0]).toMatch(/^flotilla-device=/);
		await stop();
	});
});

describe('a canary', () => {
	it('is refused without something to compare with, beside another version, and by a pin', async () => {
		const set = (app: string, version: string) => test.client.setCanary('production', app, { version, percent: 5 });
		await expect(set('users', '1.0.0')).rejects.toMatchObject({ code: 'CANARY_REFUSED', status: 409 });
		await expect(set('files', '1.0.0')).rejects.toMatchObject({ code: 'CANARY_REFUSED' });
		await expect(set('users', '9.0.0')).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await expect(test.client.setCanary('nowhere', 'users', { version: '1.1.0', percent: 5 })).rejects.toMatchObject({
			code: 'NOT_FOUND',
		});
		for (const wrong of [{ percent: 101 }, { percent: 1.234 }, { percent: 0 }, { cohort: 'Beta!' }]) {
			await expect(test.client.setCanary('production', 'users', { version: '1.1.0', ...wrong })).rejects.toMatchObject({
				code: 'VALIDATION_FAILED',
			});
		}
		await set('users', '1.1.0');
		await expect(set('users', '1.2.0')).rejects.toMatchObject({ code: 'CANARY_RUNNING', status: 409 });
		await stop();
		await expect(test.client.stopCanary('production', 'users')).rejects.toMatchObject({ code: 'NOT_FOUND' });
		await test.client.pin('production', 'users', { message: 'Audit' });
		await expect(set('users', '1.1.0')).rejects.toMatchObject({ code: 'POINTER_PINNED' });
		await test.client.unpin('production', 'users');
	});

	it('needs the verb canary, and is asked what a promotion is asked', async () => {
		const token = await test.client.createToken({ name: 'no-canary', apps: ['users'] });
		const answer = await test.send(
			'PUT',
			'channels/production/apps/users/canary',
			{ version: '1.1.0', percent: 5 },
			{ authorization: `Bearer ${token}` },
		);
		expect(answer.status).toBe(403);
		await test.publish(remoteBuild({ app: 'users', text: 'odd', consumes: { react: '^18.0.0' } }), '2.0.0', {
			channel: 'store',
		});
		await expect(test.client.setCanary('production', 'users', { version: '2.0.0', percent: 5 })).rejects.toMatchObject({
			code: 'SHARED_RANGE_UNMET',
		});
	});

	it('is over when its app is moved by hand, which the answer says', async () => {
		await test.client.setCanary('production', 'users', { version: '1.1.0', percent: 5 });
		const moved = await test.client.promote('production', 'users', '1.2.0');
		expect(moved.endedCanaries).toMatchObject([{ app: 'users', version: '1.1.0', state: 'stopped' }]);
		expect(await test.client.canaries('production')).toEqual([]);
		await test.client.setCanary('production', 'users', { version: '1.1.0', percent: 5 });
		expect((await test.client.promote('production', 'users', '1.1.0')).endedCanaries).toMatchObject([
			{ state: 'promoted' },
		]);
		await test.client.promote('production', 'users', '1.0.0');
		expect((await open()).cookies).toEqual([]);
	});

	it('gives way when another team ships what it does not go with', async () => {
		await test.publish(remoteBuild({ app: 'files', text: 'one' }), '1.0.0');
		await test.publish(remoteBuild({ app: 'users', text: 'wide', remote: { routePrefix: '/library' } }), '1.3.0', {
			channel: 'store',
		});
		await test.client.setCanary('production', 'users', { version: '1.3.0', percent: 5 });
		const shipped = await test.publish(
			remoteBuild({ app: 'files', text: 'two', remote: { routePrefix: '/library' } }),
			'1.1.0',
		);
		expect(shipped.pointer?.endedCanaries).toMatchObject([{ app: 'users', version: '1.3.0', state: 'stopped' }]);
		expect(shipped.pointer?.endedCanaries[0]?.reason).toContain('/library');
	});

	it('of two apps gives each set of candidates a composition, and both may be in one page', async () => {
		await test.publish(remoteBuild({ app: 'files', text: 'three' }), '1.2.0', { channel: 'store' });
		await test.client.setCanary('production', 'users', { version: '1.1.0', cohort: 'both' });
		await test.client.setCanary('production', 'files', { version: '1.2.0', cohort: 'both' });
		const { canaryCompositionIds } = await test.client.channel('production');
		expect(new Set(canaryCompositionIds).size).toBe(3);
		const { html, compositionId } = await open({ path: '/?flotilla-cohort=both' });
		expect(canaryCompositionIds).toContain(compositionId);
		expect(html).toContain('"version":"1.2.0"');
		expect(html).toContain('"version":"1.1.0"');
		await stop();
		await test.client.stopCanary('production', 'files');
	});

	it('is no fault to the doctor, who keeps cookies as a browser does', async () => {
		await test.client.setCanary('production', 'users', { version: '1.1.0', percent: 50 });
		for (let time = 0; time < 6; time += 1) {
			const codes = (await examineInstallation({ url: test.url })).findings.map(({ code }) => code);
			expect(codes).not.toContain('PAGE_STALE');
			expect(codes).not.toContain('PAGE_NOT_REVALIDATED');
		}
		await stop();
	});

	it('keeps the builds of its candidate from gc while it runs', async () => {
		await test.client.setCanary('production', 'users', { version: '1.1.0', cohort: 'kept' });
		await test.client.collectGarbage({ keepDays: 0 });
		expect((await open({ path: '/?flotilla-cohort=kept' })).status).toBe(200);
		expect((await open({ path: '/?flotilla-cohort=kept' })).compositionId).not.toBe(await stableId());
		await stop();
	});
});

describe('beacons', () => {
	const counts = (over: object = {}) => ({
		...{ app: 'users', sessions: 1, failingSessions: 0, loads: 1, loadFailures: 0, uncaughtErrors: 0, ...over },
	});
	const tell = (body: unknown, headers: Record<string, string> = {}) =>
		fetch(`${test.url}/registry/v1/beacons`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: typeof body === 'string' ? body : JSON.stringify(body),
		});

	it('are refused when they are about nothing known, malformed, too large, or not sent as JSON', async () => {
		const compositionId = await stableId();
		expect((await tell({ compositionId, apps: [counts()] })).status).toBe(204);
		expect((await tell({ compositionId: 'c-0000000000000000', apps: [counts()] })).status).toBe(404);
		for (const apps of [
			[counts({ app: 'nobody' })],
			[counts(), counts()],
			[],
			[counts({ loads: -1 })],
			[counts({ sessions: 2 })],
		]) {
			expect((await tell({ compositionId, apps })).status).toBe(422);
		}
		expect((await tell({ compositionId, apps: [counts()], more: 1 })).status).toBe(422);
		expect((await tell('{')).status).toBe(400);
		expect((await tell({ compositionId, apps: [counts()], x: 'x'.repeat(20_000) })).status).toBe(413);
		// What a page of another site may send without asking first.
		expect((await tell({ compositionId, apps: [counts()] }, { 'content-type': 'text/plain' })).status).toBe(422);
	});

	/** As pages of both builds would: all of a number of sessions, in parallel. */
	const tellSessions = async (compositionId: string, { sessions, failing }: { sessions: number; failing: number }) => {
		for (let at = 0; at < sessions; at += 25) {
			await Promise.all(
				Array.from({ length: Math.min(25, sessions - at) }, (_, index) => {
					const fails = at + index < failing;
					return tell({
						compositionId,
						apps: [counts({ failingSessions: fails ? 1 : 0, uncaughtErrors: fails ? 3 : 0 })],
						vitals: { app: 'users', lcp: fails ? 4_000 : 900, cls: 0.01 },
					});
				}),
			);
		}
	};
	const ended = async (version: string) => {
		for (let attempt = 0; attempt < 100; attempt += 1) {
			const canary = (await test.client.canaries('production', { app: 'users', all: true }))[0];
			if (canary?.version === version && canary.state !== 'running') return canary;
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
		throw new Error(`The canary of ${version} is not decided.`);
	};

	it('of 1,000 sessions have a candidate that throws on 20 % of its loads rolled back by itself', async () => {
		const { percent } = await test.client.setCanary('production', 'users', { version: '1.1.0', percent: 10 });
		expect(percent).toBe(10);
		const { compositionId, canaryCompositionIds } = await test.client.channel('production');
		await tellSessions(compositionId ?? '', { sessions: 900, failing: 2 });
		await tellSessions(canaryCompositionIds[0] ?? '', { sessions: 100, failing: 20 });
		const canary = await ended('1.1.0');
		expect(canary).toMatchObject({ state: 'rolled-back', verdict: null });
		const last = canary.decisions.at(-1);
		expect(last).toMatchObject({ action: 'roll-back', actor: 'canary-controller' });
		expect(last?.reason).toContain('of 9');
		expect(last?.figures.stable).toEqual({ sessions: 900, failing: 2 });
		expect(last?.figures.candidate.sessions).toBeGreaterThanOrEqual(50);
		expect((await test.client.channel('production')).canaries).toEqual([]);
		expect(await open()).toMatchObject({ compositionId, cookies: [] });
	});

	it('of a healthy candidate have it promoted by itself, with the figures in the history', async () => {
		// The same version once more: what was counted for the canary before is not held against it.
		await test.client.setCanary('production', 'users', { version: '1.1.0', percent: 50 });
		const { compositionId, canaryCompositionIds } = await test.client.channel('production');
		expect((await test.client.canaries('production'))[0]?.figures.candidate).toEqual({ sessions: 0, failing: 0 });
		await tellSessions(compositionId ?? '', { sessions: 500, failing: 0 });
		await tellSessions(canaryCompositionIds[0] ?? '', { sessions: 500, failing: 0 });
		expect(await ended('1.1.0')).toMatchObject({ state: 'promoted' });
		const [change] = await test.client.history('production', { app: 'users' });
		expect(change).toMatchObject({ version: '1.1.0', action: 'promote', actor: 'canary-controller' });
		expect(change?.reason).toMatch(/^Does not fail more often by 2 points: 0 of \d+ sessions of the candidate failed/);
		expect(await open()).toMatchObject({ compositionId: canaryCompositionIds[0], cookies: [] });
	});

	it('may not be too many from one address', async () => {
		const limited = await startTestRegistry({ beaconsPerMinute: 2 });
		try {
			const send = () => limited.send('POST', 'beacons', { compositionId: 'c-0000000000000000', apps: [counts()] });
			expect([(await send()).status, (await send()).status]).toEqual([404, 404]);
			const third = await send();
			expect(third.status).toBe(429);
			expect(third.headers.get('retry-after')).toMatch(/^\d+$/);
		} finally {
			await limited.dispose();
		}
	});
});
