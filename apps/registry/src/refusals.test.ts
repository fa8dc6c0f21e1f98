import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createLog } from '@flotilla/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createKeyPair } from './signatures/signing-key.ts';
import { remoteBuild, shellBuild } from './testing/build-folders.ts';
import { announcementOf, signedAnnouncementOf } from './testing/sign-announcement.ts';
import { sha256, startTestRegistry, type TestRegistry } from './testing/start-test-registry.ts';

let test: TestRegistry;
let lines: { level: number; code?: string; reason?: string; path?: string; msg?: string }[];
const team = createKeyPair();
const stranger = createKeyPair();
const signed = remoteBuild({ app: 'signed' });

beforeAll(async () => {
	const log = createLog({
		name: 'registry',
		level: 'warn',
		destination: { write: (line) => void lines.push(JSON.parse(line)) },
	});
	lines = [];
	test = await startTestRegistry({ log });
	await test.publish(shellBuild(), '1.0.0');
	await test.publish(remoteBuild(), '1.0.0');
	await test.publish(remoteBuild({ text: 'not live' }), '1.1.0', { channel: 'staging' });
	await test.client.trustKey('signed', { publicKey: team.pem });
});
afterAll(() => test.dispose());
beforeEach(() => {
	lines = [];
});

const announce = (body: object, headers?: Record<string, string>) =>
	test.send('POST', 'apps/signed/builds', body, headers);
const announcement = announcementOf(signed, '1.0.0');
const signedAnnouncement = signedAnnouncementOf(signed, { version: '1.0.0', privateKey: team.privatePem });
const openLink = async (change: (token: string) => string) => {
	const { address } = await test.client.createLink({ app: 'users', version: '1.1.0', expiresIn: 60 });
	const [path, token = ''] = address.split('=');
	return fetch(`${test.url}${path}=${change(token)}`, { headers: { accept: 'text/html' } });
};

describe('what somebody tries who should not', () => {
	const attempts: [string, string, RegExp, () => Promise<Response>][] = [
		[
			'a token of another team',
			'FORBIDDEN',
			/"ci-files" may not publish signed/,
			async () => {
				const token = await test.client.createToken({ name: 'ci-files', apps: ['files'] });
				return announce(announcement, { authorization: `Bearer ${token}` });
			},
		],
		[
			'a token that was made up',
			'TOKEN_INVALID',
			/token/i,
			() => announce(announcement, { authorization: 'Bearer flt_guess' }),
		],
		['a build without a signature', 'BUILD_UNSIGNED', /signed/, () => announce(announcement)],
		[
			'a manifest that was signed again by another key',
			'SIGNING_KEY_UNTRUSTED',
			/signed/,
			() => announce(signedAnnouncementOf(signed, { version: '1.0.0', privateKey: stranger.privatePem })),
		],
		[
			'a manifest that was changed after it was signed',
			'BUILD_SIGNATURE_INVALID',
			/signed/,
			() => announce({ ...signedAnnouncement, manifest: { ...signed.manifest, consumes: {} } }),
		],
		[
			'a link that was altered',
			'LINK_INVALID',
			/link/i,
			() => openLink((token) => `${token.slice(0, -4)}${token.endsWith('AAAA') ? 'BBBB' : 'AAAA'}`),
		],
		[
			'a link that has run out',
			'LINK_EXPIRED',
			/link/i,
			() =>
				openLink((token) => {
					vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
					return token;
				}),
		],
		[
			'a file with one other byte',
			'HASH_MISMATCH',
			/remote-entry/,
			async () => {
				const build = remoteBuild({ app: 'altered' });
				const answer = await test.send('POST', 'apps/altered/builds', announcementOf(build, '1.0.0'));
				const { data } = (await answer.json()) as { data: { upload: string } };
				const bytes = Buffer.from(build.files[build.manifest.entry] ?? '');
				const hash = sha256(bytes);
				bytes[7] = (bytes[7] ?? 0) ^ 1;
				return test.send('PUT', `uploads/${data.upload}/blobs/${hash}`, bytes);
			},
		],
	];
	it.each(attempts)('%s is refused and reported as %s', async (_what, code, reason, attempt) => {
		try {
			const answer = await attempt();
			expect(answer.status).toBeGreaterThanOrEqual(400);
			expect(await answer.text()).toContain(code);
		} finally {
			vi.useRealTimers();
		}
		expect(lines).toMatchObject([{ level: 40, code, reason: expect.stringMatching(reason) }]);
		// Neither the token nor the signature of a link is for the log.
		expect(JSON.stringify(lines)).not.toMatch(/flt_|flotilla-link/);
	});

	it('a file whose hash was left out is refused', async () => {
		const files = announcement.files.map(({ sha256: _, ...file }, index) =>
			index === 0 ? file : announcement.files[index],
		);
		const answer = await announce({ ...signedAnnouncement, files });
		expect(await answer.json()).toMatchObject({
			code: 'VALIDATION_FAILED',
			errors: { 'files.0.sha256': [expect.any(String)] },
		});
	});
});

it('what is refused for other reasons is no alarm', async () => {
	expect((await test.send('PUT', 'channels/production/apps/users', { version: '9.9.9' })).status).toBe(404);
	expect(lines).toEqual([]);
});

it('a file that was collected is no alarm, and one that is lost is', async () => {
	const build = remoteBuild({ app: 'gone' });
	await test.publish(build, '1.0.0');
	// Neither live nor what a rollback would go to.
	for (const text of ['newer', 'newest']) await test.publish(remoteBuild({ app: 'gone', text }), `1.${text.length}.0`);
	const address = `${test.url}/assets/gone/${build.manifest.entry}`;
	expect((await fetch(address)).status).toBe(200);
	await rm(join(test.dataFolder, 'blobs'), { recursive: true });
	expect((await fetch(address)).status).toBe(404);
	expect(lines[0]).toMatchObject({ level: 50, msg: 'a published blob is gone or damaged' });

	lines = [];
	await test.client.collectGarbage({ keepDays: 0 });
	expect((await fetch(address)).status).toBe(404);
	expect(lines).toEqual([]);
});
