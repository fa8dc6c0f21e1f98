import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { type BuildManifest, buildManifest, buildManifestFile } from '@flotilla/contracts';
import { publishBuild } from '@flotilla/registry';
import { startTestRegistry } from '../../apps/registry/src/testing/start-test-registry.ts';
import { browserApps, root } from '../suite/build-apps.ts';
import { ask, type Encoding } from './ask.ts';

const channel = 'production';

/** Of a length and an alphabet as every nonce, and the same each time: a random one makes an answer some bytes longer or shorter. */
const nonce = Buffer.from('a page to weigh.').toString('base64');

export interface MeasuredPage {
	html: string;
	/** Bytes of the answer's head and of its body, with brotli. */
	size: number;
}

/** A registry of its own whose pages and files are asked for and weighed. */
export interface MeasuredRegistry {
	/** Publishes what is in a folder, in place of what the app had. */
	publish(folder: string): Promise<void>;
	/** What new pages are made of, the shell among it. */
	manifests(): BuildManifest[];
	/** Takes an app off the pages. */
	withdraw(app: string): Promise<void>;
	/** Has pages have it again as it was. */
	restore(app: string): Promise<void>;
	page(path: string): Promise<MeasuredPage>;
	/** Bytes of a page's body with gzip. */
	gzippedPage(path: string): Promise<number>;
	/** Bytes of a published file as sent. */
	sizeOf(url: string, encoding: Encoding): Promise<number>;
	/** The text of a published file. */
	read(url: string): Promise<string>;
	close(): Promise<void>;
}

/** What `npm run build` has left, shell first. */
export const builtFolders = (): string[] => browserApps.map((app) => join(root, 'apps', app, 'dist'));

/** Starts one over an embedded database and a folder, on a free port of this machine. */
export const startMeasuredRegistry = async (): Promise<MeasuredRegistry> => {
	const { url: registry, token, client, dispose } = await startTestRegistry({ createNonce: () => nonce });
	const live = new Map<string, { version: string; manifest: BuildManifest }>();
	const withdrawn = new Map<string, { version: string; manifest: BuildManifest }>();
	const sizes = new Map<string, number>();
	let published = 0;
	// What another remote fills is not to keep one from being taken off for a moment.
	const move = { force: true, message: 'To see what the page weighs without it' };

	const getPage = (path: string, encoding: Encoding) =>
		ask({ registry, url: path, encoding, accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });

	return {
		async publish(folder) {
			const manifest = buildManifest.parse(JSON.parse(await readFile(join(folder, buildManifestFile), 'utf8')));
			published += 1;
			const version = `1.0.${published}`;
			await publishBuild({ folder, version, channel, registry, token });
			live.set(manifest.app, { version, manifest });
		},
		manifests: () => [...live.values()].map(({ manifest }) => manifest),
		async withdraw(app) {
			const build = live.get(app);
			if (build === undefined) throw new Error(`${app} is not published`);
			await client.remove(channel, app, move);
			live.delete(app);
			withdrawn.set(app, build);
		},
		async restore(app) {
			const build = withdrawn.get(app);
			if (build === undefined) throw new Error(`${app} was not withdrawn`);
			await client.promote(channel, app, build.version, move);
			withdrawn.delete(app);
			live.set(app, build);
		},
		async page(path) {
			const { headSize, body } = await getPage(path, 'br');
			return { html: brotliDecompressSync(body).toString(), size: headSize + body.length };
		},
		async gzippedPage(path) {
			const { body } = await getPage(path, 'gzip');
			return body.length;
		},
		async sizeOf(url, encoding) {
			const key = `${encoding} ${url}`;
			const size = sizes.get(key) ?? (await ask({ registry, url, encoding, method: 'HEAD' })).contentLength;
			sizes.set(key, size);
			return size;
		},
		async read(url) {
			const { body } = await ask({ registry, url, encoding: 'identity' });
			return body.toString();
		},
		close: dispose,
	};
};
