import type { RegistryClient } from '@flotilla/registry';
import { inParallel } from '../../../apps/registry/src/in-parallel.ts';
import { sha256 } from '../../../apps/registry/src/testing/start-test-registry.ts';
import type { PublishedFile } from './ledger.ts';
import { answerTimeout } from './read-page.ts';

export interface FilesOptions {
	nodes: readonly string[];
	client: RegistryClient;
	/** The files of each build, by `app version`. */
	published: ReadonlyMap<string, readonly PublishedFile[]>;
}

/** What browsers and others accept; each form of a file has to be sound. */
const encodings = ['br', 'gzip', 'identity'];
/** Requests at the same time. */
const parallelRequests = 16;

/** Whether each build is listed with all of its files, and each node sends each of them, in each form, with the bytes of its hash. */
export const examineFiles = async ({ nodes, client, published }: FilesOptions): Promise<string[]> => {
	const problems: string[] = [];
	const listed = new Map<string, number>();
	for (const app of new Set([...published.keys()].map((build) => build.split(' ')[0] ?? ''))) {
		for (const { version, files } of await client.builds(app)) listed.set(`${app} ${version}`, files);
	}
	for (const [build, files] of published) {
		if (listed.get(build) !== files.length) {
			problems.push(`${build} has ${files.length} files, and is listed with ${listed.get(build) ?? 'none'}.`);
		}
		const asked = files.flatMap((file) =>
			nodes.flatMap((node) => encodings.map((encoding) => ({ ...file, node, encoding }))),
		);
		await inParallel(asked, parallelRequests, async ({ node, url, encoding, sha256: hash }) => {
			const headers = { 'accept-encoding': encoding };
			const response = await fetch(node + url, { headers, signal: AbortSignal.timeout(answerTimeout) });
			const found = sha256(Buffer.from(await response.arrayBuffer()));
			if (response.status !== 200 || found !== hash) {
				problems.push(`${url} of ${build}, in ${encoding}, is answered with ${response.status} and the hash ${found}.`);
			}
		});
	}
	return problems;
};
