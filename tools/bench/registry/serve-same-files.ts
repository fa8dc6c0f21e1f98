import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { type Nginx, startNginx } from '../nginx/start-nginx.ts';

const compress = promisify(brotliCompress);

/** What nginx says itself, or what holds for one answer alone. */
const ownHeaders = new Set([
	...['connection', 'content-length', 'content-encoding', 'content-type', 'date', 'etag', 'keep-alive'],
	...['transfer-encoding', 'x-request-id'],
]);

/** `add_header` for each header that the registry gave, so that both send as much. */
const sameHeaders = (headers: Headers): string =>
	[...headers]
		.filter(([name]) => !ownHeaders.has(name))
		.map(([name, value]) => `add_header ${name} "${value.replaceAll('"', '\\"')}";`)
		.concat('add_header x-request-id req_$request_id;')
		.join('\n\t\t\t');

export interface SameFilesOptions {
	/** The registry whose answers are served. */
	registry: string;
	folder: string;
	/** The page's path. */
	page: string;
	/** Of assets, all with one content type. */
	assets: readonly string[];
}

/**
 * An nginx that serves the page as the registry rendered it once, and the assets, both with their brotli forms beside
 * them and with the same headers.
 */
export const serveSameFiles = async ({ registry, folder, page, assets }: SameFilesOptions): Promise<Nginx> => {
	const files = join(folder, 'files');
	const copy = async (path: string, name: string): Promise<Headers> => {
		const response = await fetch(`${registry}${path}`, {
			headers: { 'accept-encoding': 'identity', accept: path === page ? 'text/html' : '*/*' },
		});
		if (!response.ok) throw new Error(`${path} was answered ${response.status}.`);
		const bytes = Buffer.from(await response.arrayBuffer());
		const file = join(files, name);
		await mkdir(join(file, '..'), { recursive: true });
		await writeFile(file, bytes);
		await writeFile(`${file}.br`, await compress(bytes));
		return response.headers;
	};
	const pageHeaders = await copy(page, 'page.html');
	let assetHeaders = new Headers();
	for (const path of assets) assetHeaders = await copy(path, path.slice(1));

	return startNginx({
		folder,
		server: `
		root ${files};
		brotli_static on;
		etag on;
		location /assets/ {
			types { }
			default_type "${assetHeaders.get('content-type')}";
			${sameHeaders(assetHeaders)}
		}
		location = ${page} {
			types { }
			default_type "${pageHeaders.get('content-type')}";
			${sameHeaders(pageHeaders)}
			try_files /page.html =404;
		}`,
	});
};
