import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { root } from '../../suite/build-apps.ts';
import { copySource } from './copy-source.ts';

test('a copy can be changed again and again, and the checkout stays as it is', async () => {
	const files = {
		changeUsers: 'apps/users/src/features/list-users/messages/en.json',
		changeSignIn: 'apps/auth/src/features/sign-in/sign-in.view.tsx',
	} as const;
	const copy = await copySource('test');
	onTestFinished(() => copy.remove());
	for (const [change, file] of Object.entries(files) as [keyof typeof files, string][]) {
		const before = await readFile(join(root, file), 'utf8');
		const texts = [await copy[change](), await copy[change]()];
		expect(texts[0]).not.toBe(texts[1]);
		const changed = await readFile(join(copy.folder, file), 'utf8');
		expect(changed).toContain(texts[1]);
		expect(changed).not.toContain(texts[0]);
		expect(await readFile(join(root, file), 'utf8')).toBe(before);
	}
});
