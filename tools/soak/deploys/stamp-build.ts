import { createHash } from 'node:crypto';
import { cp, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildManifest, buildManifestFile } from '@flotilla/contracts';

/** Where the code of stamped builds says, in a page that runs it, of which versions it is: by app. */
export interface StampedPage {
	__flotillaStamps?: Partial<Record<string, Set<string>>>;
}

interface StampOptions {
	/** What was built. */
	from: string;
	/** Does not exist yet. */
	to: string;
	app: string;
	version: string;
	/** Bytes up to which a chunk that is loaded on demand is stamped, as an edit reaches some chunks and not all. Default 16 KiB. */
	maximumChunk?: number;
}

const hashedScript = /\.([0-9a-f]{16})\.js$/;

/**
 * Copies a build and edits it into another one, as a new version of its source would: the entry, what a page loads with
 * it, the small chunks and the service worker say a version, and have names by their new content. Files that
 * name them follow. All else stays as it is, names included.
 */
export const stampBuild = async ({ from, to, app, version, maximumChunk = 16 * 1024 }: StampOptions): Promise<void> => {
	await cp(from, to, { recursive: true });
	const manifestPath = join(to, buildManifestFile);
	const manifestText = await readFile(manifestPath, 'utf8');
	const { entry, initial, serviceWorker } = JSON.parse(manifestText) as BuildManifest;
	const scripts = (await readdir(to)).filter((name) => hashedScript.test(name));
	const hashOf = (name: string): string => hashedScript.exec(name)?.[1] ?? '';
	/** New hashes by old ones: a hash is in its file's name, and wherever the file is named. */
	const renamed = new Map<string, string>();
	const follow = (text: string): string => {
		let followed = text;
		for (const [old, fresh] of renamed) followed = followed.replaceAll(old, fresh);
		return followed;
	};
	const rewrite = async (name: string, suffix: string): Promise<void> => {
		const text = `${follow(await readFile(join(to, name), 'utf8'))}${suffix}`;
		const fresh = createHash('sha256').update(text).digest('hex').slice(0, 16);
		await writeFile(join(to, name), text);
		await rename(join(to, name), join(to, name.replace(hashOf(name), fresh)));
		renamed.set(hashOf(name), fresh);
	};
	const stamp = `;((globalThis.__flotillaStamps??={})[${JSON.stringify(app)}]??=new Set).add(${JSON.stringify(version)});\n`;

	const entryText = await readFile(join(to, entry), 'utf8');
	const isSmall = async (name: string) => (await stat(join(to, name))).size <= maximumChunk;
	for (const name of scripts) {
		if (name === entry || name === serviceWorker || !entryText.includes(hashOf(name))) continue;
		if (initial.modules.includes(name) || (await isSmall(name))) await rewrite(name, stamp);
	}
	await rewrite(entry, stamp);
	// It runs for all pages of its browser and has no version to tell; but it is another one.
	if (serviceWorker !== undefined) await rewrite(serviceWorker, `\n// ${version}\n`);
	// The portable entry, which names the entry.
	for (const name of scripts) {
		if (renamed.has(hashOf(name))) continue;
		const text = await readFile(join(to, name), 'utf8');
		if (follow(text) !== text) await rewrite(name, '');
	}
	await writeFile(manifestPath, follow(manifestText));
};
