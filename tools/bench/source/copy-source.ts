import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { browserApps, root } from '../../suite/build-apps.ts';
import { makeBenchFolder } from '../make-bench-folder.ts';

export interface SourceCopy {
	/** Laid out as the checkout is. */
	folder: string;
	/** Changes one text of the remote `users`, its page's title, as an edit of its team would. Answers the text. */
	changeUsers(): Promise<string>;
	/** Changes the title of the sign-in page, in the code of the remote `auth`. Answers the title. */
	changeSignIn(): Promise<string>;
	remove(): Promise<void>;
}

/** Each change is one that was never built before. */
const createTexts = (): (() => string) => {
	let count = 0;
	return () => {
		count += 1;
		return `Changed ${Date.now().toString(36)} ${count}`;
	};
};

const linked = ['node_modules', 'shared', 'package.json', 'tsconfig.base.json'];

/**
 * A copy of what a browser's apps and the tools are made of, below the checkout, so that a bench changes source and not
 * the checkout's. What no change concerns is linked.
 */
export const copySource = async (name: string): Promise<SourceCopy> => {
	const folder = await makeBenchFolder(name);
	const copy = (path: string) =>
		cp(join(root, path), join(folder, path), {
			recursive: true,
			filter: (source) => !/[\\/](?:dist|node_modules)$/.test(source),
		});
	for (const path of linked) await symlink(join(root, path), join(folder, path));
	await copy('tools');
	await copy('rspack.config.base.ts');
	await mkdir(join(folder, 'apps'));
	for (const app of await readdir(join(root, 'apps'))) {
		const path = join('apps', app);
		if (browserApps.includes(app)) await copy(path);
		else await symlink(join(root, path), join(folder, path));
	}

	const nextText = createTexts();
	const change = async (path: string, pattern: RegExp, replacement: (text: string) => string): Promise<string> => {
		const file = join(folder, path);
		const source = await readFile(file, 'utf8');
		if (!pattern.test(source)) throw new Error(`${path} has nothing like ${pattern}: the bench has to follow it.`);
		const text = nextText();
		await writeFile(file, source.replace(pattern, replacement(text)));
		return text;
	};
	return {
		folder,
		changeUsers: () =>
			change(
				'apps/users/src/features/list-users/messages/en.json',
				/"title": "[^"]*"/,
				(text) => `"title": ${JSON.stringify(text)}`,
			),
		changeSignIn: () =>
			change(
				'apps/auth/src/features/sign-in/sign-in.view.tsx',
				/title=\{(?:shared\('signIn'\)|'[^']*')\}/,
				(text) => `title={'${text}'}`,
			),
		remove: () => rm(folder, { recursive: true, force: true }),
	};
};
