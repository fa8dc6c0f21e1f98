import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remoteBuild, shellBuild, type TestBuild, writeBuild } from '../testing/build-folders.ts';
import { startTestRegistry, type TestRegistry } from '../testing/start-test-registry.ts';

let test: TestRegistry;
const folders: string[] = [];
beforeAll(async () => {
	test = await startTestRegistry();
});
afterAll(async () => {
	await test.dispose();
	for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

const command = join(import.meta.dirname, '../../bin/flotilla.mjs');

const run = async (args: string[], { environment = {}, nodeOptions = [] as string[] } = {}) => {
	const child = spawn(process.execPath, [...nodeOptions, command, ...args], {
		env: { PATH: process.env.PATH, FLOTILLA_REGISTRY: test.url, FLOTILLA_TOKEN: test.token, ...environment },
	});
	const exit = new Promise<number | null>((resolve) => child.on('close', resolve));
	const [out, notes] = await Promise.all([text(child.stdout), text(child.stderr)]);
	return { code: await exit, out, notes };
};

const folderOf = async (build: TestBuild): Promise<string> => {
	const folder = await writeBuild(build);
	folders.push(folder);
	return folder;
};

describe('flotilla', () => {
	it('takes a change from publish to rollback', async () => {
		const shell = await run(['publish', await folderOf(shellBuild()), '--version', '1.0.0']);
		expect(shell).toMatchObject({
			code: 0,
			out: expect.stringMatching(/^shell 1\.0\.0 is published \(build [0-9a-f]{16}\)/),
		});

		const one = await folderOf(remoteBuild({ app: 'users', text: 'one' }));
		const two = await folderOf(remoteBuild({ app: 'users', text: 'two' }));
		await run(['publish', one, '--app', 'users', '--version', '1.0.0']);
		const second = await run(['publish', two, '--app', 'users', '--version', '1.1.0', '--no-channel']);
		expect(second.notes).toContain('2 to send, 2 stored already');
		expect((await run(['status'])).out).toMatch(/users +1\.0\.0 /);

		const promoted = await run(['promote', 'users', '1.1.0', '--message', 'New list']);
		expect(promoted).toMatchObject({ code: 0, out: expect.stringContaining('production now serves users 1.1.0') });
		expect((await run(['rollback', 'users', '--message', 'Errors'])).out).toContain('now serves users 1.0.0');

		const history = (await run(['history', 'users'])).out.split('\n');
		expect(history[1]).toMatch(/1\.1\.0 +1\.0\.0 +rollback +c-[0-9a-f]{16} +bootstrap +Errors$/);
		expect(history[2]).toMatch(/1\.0\.0 +1\.1\.0 +promote +c-[0-9a-f]{16} +bootstrap +New list$/);
	});

	it('prints nothing but JSON to standard output when asked to', async () => {
		const folder = await folderOf(remoteBuild({ app: 'json' }));
		const { code, out, notes } = await run(['publish', folder, '--version', '1.0.0', '--json', '--channel', 'staging']);
		expect(code).toBe(0);
		expect(JSON.parse(out)).toMatchObject({ app: 'json', created: true, pointer: { channel: 'staging' } });
		expect(notes).toContain('Compressing and committing.');
		expect(JSON.parse((await run(['status', '--json', '--channel', 'staging'])).out)).toMatchObject({
			apps: [{ app: 'json', version: '1.0.0' }],
		});
	});

	it('makes a token and revokes it', async () => {
		const made = await run(['token', 'ci-docs', '--app', 'docs']);
		const token = made.out.trim();
		expect(token).toMatch(/^flt_/);
		const folder = await folderOf(remoteBuild({ app: 'docs' }));
		const publish = ['publish', folder, '--version', '1.0.0', '--token', token];
		expect((await run(publish)).code).toBe(0);
		await run(['token', 'ci-docs', '--revoke']);
		expect(await run(publish)).toMatchObject({ code: 1, notes: expect.stringContaining('TOKEN_INVALID') });
	});

	it('exits with 1, the code and a sentence when the registry refuses', async () => {
		await run(['publish', await folderOf(remoteBuild({ app: 'taken', text: 'a' })), '--version', '1.0.0']);
		const again = await run([
			'publish',
			await folderOf(remoteBuild({ app: 'taken', text: 'b' })),
			'--version',
			'1.0.0',
		]);
		expect(again).toMatchObject({ code: 1, out: '' });
		expect(again.notes).toContain('VERSION_EXISTS: Version 1.0.0 of taken was already published');

		const unknown = await run(['promote', 'taken', '3.0.0']);
		expect(unknown).toMatchObject({ code: 1, notes: 'NOT_FOUND: Version 3.0.0 of taken has not been published.\n' });
		expect(await run(['history'], { environment: { FLOTILLA_TOKEN: '' } })).toMatchObject({
			code: 1,
			notes: expect.stringContaining('AUTHENTICATION_REQUIRED'),
		});
		expect(await run(['status', '--registry', 'http://127.0.0.1:9'])).toMatchObject({
			code: 1,
			notes: 'REGISTRY_UNREACHABLE: No registry answers at http://127.0.0.1:9.\n',
		});
	});

	it('exits with 2 when it is used wrongly', async () => {
		const empty = await mkdtemp(join(tmpdir(), 'flotilla-empty-'));
		const broken = await mkdtemp(join(tmpdir(), 'flotilla-broken-'));
		folders.push(empty, broken);
		await writeFile(join(broken, 'flotilla-build.json'), '{"schemaVersion":1}');
		const cases: [string[], RegExp][] = [
			[['publish', empty], /--version/],
			[['publish', empty, '--version', '1.0.0'], /There is no flotilla-build\.json/],
			[['publish', broken, '--version', '1.0.0'], /does not describe a build/],
			[['deploy'], /unknown command/],
			[['promote', 'users', '1.0.0', '--expected-revision', 'two'], /whole number/],
			[['token', 'ci-nothing'], /--app/],
			[['status', '--registry', 'localhost'], /"localhost" is not the address of a registry/],
		];
		for (const [args, sentence] of cases) {
			const result = await run(args);
			expect(result.code, args.join(' ')).toBe(2);
			expect(result.notes).toMatch(sentence);
		}
	});

	it('helps, and never prints the token', async () => {
		const { code, out } = await run(['publish', '--help']);
		expect(code).toBe(0);
		expect(out).toContain('--version <version>');
		expect(out).not.toContain(test.token);
	});

	it('starts the Node of the workspace when its own cannot run TypeScript', async () => {
		const { code, out } = await run(['status', '--channel', 'production'], {
			nodeOptions: ['--no-experimental-strip-types'],
		});
		expect(code).toBe(0);
		expect(out).toContain('shell');
		const refused = await run(['deploy'], { nodeOptions: ['--no-experimental-strip-types'] });
		expect(refused.code).toBe(2);
	});
});
