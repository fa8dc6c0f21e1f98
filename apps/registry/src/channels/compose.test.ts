import { composition as compositionSchema } from '@flotilla/contracts';
import { expect, it } from 'vitest';
import { remoteBuild, shellBuild, type TestBuild } from '../testing/build-folders.ts';
import { compose, type PublishedBuild } from './compose.ts';

const published = ({ manifest }: TestBuild, version = '1.0.0'): PublishedBuild => ({
	app: manifest.app,
	version,
	build: '0123456789abcdef',
	manifest,
});

const shell = published(shellBuild());
const users = published(remoteBuild({ app: 'users' }));
const files = published(remoteBuild({ app: 'files' }));

it('names every build with absolute addresses, as the contract says', () => {
	const composition = compose('production', [users, shell, files]);
	expect(compositionSchema.parse(composition)).toEqual(composition);
	expect(composition?.shell.entry).toBe(`/assets/shell/${shell.manifest.entry}`);
	expect(composition?.remotes.map(({ app }) => app)).toEqual(['files', 'users']);
	expect(composition?.remotes[1]?.initial.styles).toEqual([`/assets/users/${users.manifest.initial.styles[0]}`]);
	expect(composition?.remotes[1]?.manifest.routePrefix).toBe('/users');
});

it('has the same id for the same set in any order', () => {
	const id = compose('production', [shell, users, files])?.id;
	expect(id).toMatch(/^c-[0-9a-f]{16}$/);
	expect(compose('production', [files, users, shell])?.id).toBe(id);
});

it('has another id for another version, build, manifest or channel', () => {
	const ids = [
		compose('production', [shell, users]),
		compose('staging', [shell, users]),
		compose('production', [shell, { ...users, version: '1.0.1' }]),
		compose('production', [shell, { ...users, build: 'fedcba9876543210' }]),
		compose('production', [shell, published(remoteBuild({ app: 'users', remote: { title: 'People' } }))]),
		compose('production', [shell]),
	].map((composition) => composition?.id);
	expect(new Set(ids).size).toBe(ids.length);
});

it('is nothing without a shell', () => {
	expect(compose('production', [users, files])).toBeNull();
});
