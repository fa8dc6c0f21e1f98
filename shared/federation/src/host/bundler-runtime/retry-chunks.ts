import { currentAttempt } from '../load-attempts.ts';
import { admitAddress, admitAll, isAwaited } from '../page-integrity.ts';

/** The part of a build's own runtime by which it loads chunks; `k` is missing where no chunk has a style sheet. */
export interface ChunkLoader {
	/** The file with a chunk's modules, beside the entry. */
	u(chunk: string | number): string;
	/** The one with its styles. */
	k?: (chunk: string | number) => string;
	/** Loads a chunk. A build that failed at one forgets that, and asks again when it is told to. */
	e(chunk: string | number, ...rest: unknown[]): Promise<unknown>;
	/** Where the build's files are. */
	p: string;
	federation: { initOptions: { name: string } };
}

interface RetryOptions {
	/** Milliseconds. Default 1,000: a connection that dropped is back, a node that was taken out has a successor. */
	pause?: number;
}

/** What a build names its files like, see `rspack.config.base.ts`. A chunk without a file has a name of another form. */
const hasContentHash = /\.[0-9a-f]{16}\.(?:js|css)$/;

/**
 * Has a build ask for a chunk once the page has its hash, which may come later than the page: a browser would refuse it
 * for good. Has it ask once more for a chunk that did not come, after a pause and by another address: browsers and caches
 * keep to what they got, or did not get, by the first. Another attempt at the whole remote begins at other addresses.
 */
export const retryChunks = (build: ChunkLoader, { pause = 1_000 }: RetryOptions = {}): void => {
	const attempt = currentAttempt(build.federation.initOptions.name);
	const retried = new Set<string | number>();
	const { u, k, e } = build;
	const suffixOf = (chunk: string | number): string => {
		const number = attempt * 2 + (retried.has(chunk) ? 1 : 0);
		return number === 0 ? '' : `?attempt=${number}`;
	};

	/** Resolves once the page has the hashes of a chunk. Its bytes are on their way meanwhile, to where a browser looks first. */
	const admit = async (chunk: string | number): Promise<void> => {
		const files = [u(chunk), k?.(chunk) ?? ''].filter((file) => hasContentHash.test(file));
		const awaited = files.map((file) => `${build.p}${file}`).filter(isAwaited);
		if (awaited.length === 0) return;
		for (const address of awaited) fetch(address).catch(() => undefined);
		await admitAll();
	};

	build.u = (chunk) => {
		const suffix = suffixOf(chunk);
		if (suffix !== '') admitAddress(`${build.p}${u(chunk)}${suffix}`);
		return `${u(chunk)}${suffix}`;
	};
	if (k !== undefined) build.k = (chunk) => `${k(chunk)}${suffixOf(chunk)}`;
	build.e = async (chunk, ...rest) => {
		try {
			await admit(chunk);
			return await e(chunk, ...rest);
		} catch (error) {
			if (retried.has(chunk)) throw error;
			await new Promise((resolve) => setTimeout(resolve, pause));
			retried.add(chunk);
			await admit(chunk);
			return e(chunk, ...rest);
		}
	};
};
