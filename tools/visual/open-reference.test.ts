import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { openReference, UnknownReferenceError } from './open-reference.ts';

const write = (root: string, path: string, text: string) => {
	mkdirSync(dirname(join(root, path)), { recursive: true });
	writeFileSync(join(root, path), text);
};

/** A repository with one package of its own, one that is installed, and two commits. */
const createRepository = () => {
	const root = mkdtempSync(join(tmpdir(), 'reference-'));
	const git = (...args: string[]) =>
		execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: root, encoding: 'utf8' });
	git('init', '--quiet', '--initial-branch', 'main');
	write(root, '.gitignore', 'node_modules\nout\n');
	write(root, 'package-lock.json', '{}');
	write(root, 'apps/.keep', '');
	write(root, 'shared/ui/index.js', 'before');
	write(root, 'node_modules/installed/index.js', 'installed');
	mkdirSync(join(root, 'node_modules/@flotilla'));
	symlinkSync('../../shared/ui', join(root, 'node_modules/@flotilla/ui'));
	git('add', '.');
	git('commit', '--quiet', '--message', 'first');
	git('tag', 'before');
	write(root, 'shared/ui/index.js', 'after');
	git('commit', '--quiet', '--all', '--message', 'second');
	return { root, git, folder: join(root, 'out/reference') };
};

test('another commit is checked out with its own packages and the dependencies installed here', async () => {
	const { root, folder } = createRepository();
	const reference = await openReference({ root, reference: 'before', folder });
	expect(readFileSync(join(folder, 'node_modules/@flotilla/ui/index.js'), 'utf8')).toBe('before');
	expect(readFileSync(join(folder, 'node_modules/installed/index.js'), 'utf8')).toBe('installed');
	expect(reference.hasOtherDependencies).toBe(false);
	await reference.close();
});

test('nothing of it is left, in the repository neither, and it can be opened again', async () => {
	const { root, git, folder } = createRepository();
	await openReference({ root, reference: 'before', folder });
	const again = await openReference({ root, reference: 'main', folder });
	expect(readFileSync(join(folder, 'shared/ui/index.js'), 'utf8')).toBe('after');
	await again.close();
	expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1);
	expect(readFileSync(join(root, 'node_modules/installed/index.js'), 'utf8')).toBe('installed');
});

test('a commit that there is not is an error that names it', async () => {
	const { root, folder } = createRepository();
	await expect(openReference({ root, reference: 'nowhere', folder })).rejects.toThrow(UnknownReferenceError);
	await expect(openReference({ root, reference: 'nowhere', folder })).rejects.toThrow('"nowhere"');
});
