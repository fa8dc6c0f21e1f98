import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the template is called, in each place where a remote's name or title stands. */
const template = { folder: 'tools/remote-template', name: /\bsample\b/g, title: /\bSample\b/g };

interface CopyTemplateOptions {
	/** The checkout that the template is of. */
	root: string;
	/** Where the remote goes; made when it is missing. */
	folder: string;
	name: string;
	title: string;
}

/** Copies the template of a remote, and names it in each of its files. */
export const copyTemplate = async ({ root, folder, name, title }: CopyTemplateOptions): Promise<void> => {
	await cp(join(root, template.folder), folder, {
		recursive: true,
		filter: (path) => !/[\\/](dist|node_modules|\.nx)$/.test(path),
	});
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		const file = join(entry.parentPath, entry.name);
		const source = await readFile(file, 'utf8');
		await writeFile(
			file,
			source.replace(template.name, name).replace(template.title, () => title),
		);
	}
};
