import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { createLog, openDatabase } from '@flotilla/server';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRegistry } from '../create-registry.ts';
import { migrations } from '../database/migrations.ts';
import type { RegistrySchema } from '../database/schema.ts';
import { remoteBuild, type TestBuild } from '../testing/build-folders.ts';
import { announcementOf, signedAnnouncementOf } from '../testing/sign-announcement.ts';
import { startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';
import { createKeyPair } from './signing-key.ts';

let test: TestRegistry;
beforeAll(async () => {
	test = await startTestRegistry();
});
afterAll(() => test.dispose());

const team = createKeyPair();
const stranger = createKeyPair();

const announce = async (app: string, body: object) => {
	const answer = await test.send('POST', `apps/${app}/builds`, body);
	return {
		status: answer.status,
		...((await answer.json()) as { code?: string; message: string; data: { upload: string } }),
	};
};

/** Announces, sends and commits; answers the commit. */
const publish = async (build: TestBuild, body: ReturnType<typeof announcementOf>, channel?: string) => {
	const { data } = await announce(build.manifest.app, body);
	for (const { path, sha256 } of body.files) {
		await test.send('PUT', `uploads/${data.upload}/blobs/${sha256}`, Buffer.from(build.files[path] ?? ''));
	}
	return test.send('POST', `uploads/${data.upload}/commit`, channel === undefined ? {} : { channel });
};

const codeOf = async (answer: Response) => ((await answer.json()) as { code?: string }).code;

describe('an app with a key', () => {
	const build = remoteBuild({ app: 'signed' });
	const signed = signedAnnouncementOf(build, { version: '1.0.0', privateKey: team.privatePem });

	beforeAll(async () => {
		await test.publish(remoteBuild({ app: 'signed', text: 'before' }), '0.9.0');
		await test.client.trustKey('signed', { publicKey: team.pem, message: 'Our first key' });
		expect((await publish(build, signed, 'production')).status).toBe(201);
	});

	it('has its builds told with signature and key', async () => {
		const [newest, oldest] = await test.client.builds('signed');
		expect(newest).toMatchObject({
			version: '1.0.0',
			signatures: [{ keyId: team.keyId, value: signed.signature.value, trusted: true }],
		});
		expect(oldest).toMatchObject({ version: '0.9.0', signatures: [] });
	});

	it('has the keys that signed what is live told to every page', async () => {
		const { apps } = await test.client.channel('production');
		expect(apps.find(({ app }) => app === 'signed')).toMatchObject({ version: '1.0.0', signedBy: [team.keyId] });
	});

	it('takes no build without a signature', async () => {
		const refused = await announce('signed', announcementOf(remoteBuild({ app: 'signed', text: 'x' }), '2.0.0'));
		expect(refused).toMatchObject({ status: 422, code: 'BUILD_UNSIGNED' });
	});

	const other = remoteBuild({ app: 'signed', text: 'other' });
	const otherSigned = signedAnnouncementOf(other, { version: '2.0.0', privateKey: team.privatePem });
	const firstFile = otherSigned.files[0] as (typeof otherSigned.files)[number];
	it.each([
		[
			'of another key',
			'SIGNING_KEY_UNTRUSTED',
			signedAnnouncementOf(other, { version: '2.0.0', privateKey: stranger.privatePem }),
		],
		[
			'that only says it is of the key',
			'BUILD_SIGNATURE_INVALID',
			{
				...otherSigned,
				signature: {
					...signedAnnouncementOf(other, { version: '2.0.0', privateKey: stranger.privatePem }).signature,
					keyId: team.keyId,
				},
			},
		],
		['for another version', 'BUILD_SIGNATURE_INVALID', { ...otherSigned, version: '2.0.1' }],
		[
			'for another app',
			'BUILD_SIGNATURE_INVALID',
			signedAnnouncementOf(other, { version: '2.0.0', privateKey: team.privatePem, app: 'users' }),
		],
		[
			'for another manifest',
			'BUILD_SIGNATURE_INVALID',
			{
				...otherSigned,
				manifest: { ...otherSigned.manifest, consumes: { react: '*' } },
			},
		],
		[
			'for another file',
			'BUILD_SIGNATURE_INVALID',
			{
				...otherSigned,
				files: [{ ...firstFile, sha256: 'f'.repeat(64) }, ...otherSigned.files.slice(1)],
			},
		],
		[
			'for more files',
			'BUILD_SIGNATURE_INVALID',
			{
				...otherSigned,
				files: [...otherSigned.files, { path: 'evil.js', sha256: 'f'.repeat(64), size: 1 }],
			},
		],
		['that is no signature', 'VALIDATION_FAILED', { ...otherSigned, signature: { keyId: team.keyId, value: 'aGk=' } }],
	])('takes none with a signature %s', async (_name, code, body) => {
		expect(await announce('signed', body)).toMatchObject({ status: 422, code });
		expect(await test.client.builds('signed')).toHaveLength(2);
	});

	it('does not go back to what nobody signed, until somebody does', async () => {
		await expect(test.client.rollback('production', 'signed')).rejects.toMatchObject({ code: 'BUILD_UNSIGNED' });
		const old = remoteBuild({ app: 'signed', text: 'before' });
		const answer = await publish(old, signedAnnouncementOf(old, { version: '0.9.0', privateKey: team.privatePem }));
		expect(answer.status).toBe(200);
		expect(await test.client.rollback('production', 'signed')).toMatchObject({ version: '0.9.0' });
	});
});

describe('a key', () => {
	it('can be followed by another: with both trusted each signs, and what the first alone signed ends with it', async () => {
		const [first, second] = [createKeyPair(), createKeyPair()];
		const builds = ['one', 'two'].map((text) => remoteBuild({ app: 'rotated', text }));
		await test.client.trustKey('rotated', { publicKey: first.pem });
		await test.client.trustKey('rotated', { publicKey: second.pem });
		for (const [index, { privatePem }] of [first, second].entries()) {
			const build = builds[index] as TestBuild;
			const body = signedAnnouncementOf(build, { version: `${index + 1}.0.0`, privateKey: privatePem });
			expect((await publish(build, body, index === 0 ? 'staging' : 'production')).status).toBe(201);
		}
		expect(await test.client.distrustKey('rotated', first.keyId, { message: 'Its laptop is lost' })).toEqual({
			app: 'rotated',
			keyId: first.keyId,
			changed: true,
			live: [{ channel: 'staging', version: '1.0.0' }],
		});
		await expect(test.client.promote('production', 'rotated', '1.0.0')).rejects.toMatchObject({
			code: 'SIGNING_KEY_UNTRUSTED',
		});
		expect(await test.client.promote('staging', 'rotated', '2.0.0')).toMatchObject({ changed: true });
		expect(await test.client.keys('rotated')).toMatchObject([
			{ keyId: second.keyId, trusted: true },
			{ keyId: first.keyId, trusted: false, reason: 'Its laptop is lost', changedBy: 'bootstrap' },
		]);
	});

	it('that was the last one leaves the door shut', async () => {
		const key = createKeyPair();
		await test.client.trustKey('closed', { publicKey: key.pem });
		await test.client.distrustKey('closed', key.keyId);
		const build = remoteBuild({ app: 'closed' });
		expect(await announce('closed', announcementOf(build, '1.0.0'))).toMatchObject({ code: 'BUILD_UNSIGNED' });
	});

	it('is asked for where an app has none and a build is signed', async () => {
		const body = signedAnnouncementOf(remoteBuild({ app: 'keyless' }), {
			version: '1.0.0',
			privateKey: team.privatePem,
		});
		expect(await announce('keyless', body)).toMatchObject({ code: 'SIGNING_KEY_UNTRUSTED' });
	});

	it('that is trusted while a build is under way holds for that build', async () => {
		const build = remoteBuild({ app: 'meanwhile' });
		const body = announcementOf(build, '1.0.0');
		const { data } = await announce('meanwhile', body);
		for (const { path, sha256 } of body.files) {
			await test.send('PUT', `uploads/${data.upload}/blobs/${sha256}`, Buffer.from(build.files[path] ?? ''));
		}
		await test.client.trustKey('meanwhile', { publicKey: team.pem });
		expect(await codeOf(await test.send('POST', `uploads/${data.upload}/commit`, {}))).toBe('BUILD_UNSIGNED');
		expect(await test.client.builds('meanwhile')).toEqual([]);
	});

	it.each([
		['a private key', createKeyPair().privatePem],
		[
			'an RSA key',
			generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }).toString(),
		],
		['no key', 'hello'],
	])('is not %s', async (_name, publicKey) => {
		await expect(test.client.trustKey('users', { publicKey })).rejects.toMatchObject({
			code: 'VALIDATION_FAILED',
			errors: { publicKey: [expect.any(String)] },
		});
	});

	it('is trusted and distrusted by who has the verb admin for the app', async () => {
		const token = await test.client.createToken({ name: 'ci-other-team', apps: ['files'], can: ['admin', 'publish'] });
		const headers = { authorization: `Bearer ${token}` };
		expect(await codeOf(await test.send('POST', 'apps/users/keys', { publicKey: team.pem }, headers))).toBe(
			'FORBIDDEN',
		);
		expect(await codeOf(await test.send('POST', `apps/signed/keys/${team.keyId}/distrust`, {}, headers))).toBe(
			'FORBIDDEN',
		);
		expect((await test.send('POST', 'apps/files/keys', { publicKey: team.pem }, headers)).status).toBe(201);
	});
});

it('what was altered behind the registry’s back is not promoted, and the list of keys cannot be altered', async () => {
	const own = await startTestRegistry();
	const build = remoteBuild({ app: 'users' });
	const options = {
		folder: join(own.dataFolder, 'database'),
		url: own.databaseUrl,
		migrations,
		log: createLog({ name: 'registry', level: 'silent' }),
	};
	try {
		await own.client.trustKey('users', { publicKey: team.pem });
		const body = signedAnnouncementOf(build, { version: '1.0.0', privateKey: team.privatePem });
		const { data } = (await (await own.send('POST', 'apps/users/builds', body)).json()) as { data: { upload: string } };
		for (const { path, sha256 } of body.files) {
			await own.send('PUT', `uploads/${data.upload}/blobs/${sha256}`, Buffer.from(build.files[path] ?? ''));
		}
		expect((await own.send('POST', `uploads/${data.upload}/commit`, {})).status).toBe(201);
		await own.registry.close();

		const database = await openDatabase<RegistrySchema>(options);
		const manifest = { ...build.manifest, consumes: { react: '*' } };
		await database
			.updateTable('builds')
			.set({ manifest: JSON.stringify(manifest) })
			.where('app', '=', 'users')
			.execute();
		await expect(sql`update key_changes set public_key = ${stranger.pem}`.execute(database)).rejects.toThrow(
			'append-only',
		);
		await expect(sql`delete from key_changes`.execute(database)).rejects.toThrow('append-only');
		await database.destroy();

		const again = await createRegistry({ dataFolder: own.dataFolder, databaseUrl: own.databaseUrl, log: options.log });
		const { url } = await again.listen({ port: 0 });
		const refused = await fetch(`${url}/registry/v1/channels/production/apps/users`, {
			method: 'PUT',
			headers: { authorization: `Bearer ${own.token}`, 'content-type': 'application/json' },
			body: JSON.stringify({ version: '1.0.0' }),
		});
		expect(await codeOf(refused)).toBe('BUILD_SIGNATURE_INVALID');
		await again.close();
	} finally {
		await own.dispose();
	}
});
