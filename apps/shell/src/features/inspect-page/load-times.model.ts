import type { ComposedRemote } from '@flotilla/contracts';

/** What the browser keeps of a file or a measure; `PerformanceEntry` fits. */
interface TimedEntry {
	readonly name: string;
	readonly startTime: number;
	readonly duration: number;
	/** Of files. */
	readonly responseEnd?: number;
	/** Bytes over the network, of files; 0 from a cache. */
	readonly transferSize?: number;
	/** Bytes after unpacking, of files. */
	readonly decodedBodySize?: number;
}

export interface LoadTimes {
	remote: string;
	/** Milliseconds since the page was opened: when the last of its first files was here. */
	arrivedAt: number | null;
	/** Milliseconds since the page was opened: when its code had run. */
	evaluatedAt: number | null;
	/** Milliseconds since the page was opened: when its `start` had settled. */
	startedAt: number | null;
	/** Milliseconds from when it was asked for to when it ran. */
	total: number | null;
	/** Bytes of its first files, unpacked. */
	size: number;
	/** Whether all of them came from a cache: the browser's or the service worker's. */
	isCached: boolean;
}

interface LoadTimesInput {
	remotes: readonly ComposedRemote[];
	/** The browser's `resource` entries. */
	files: readonly TimedEntry[];
	/** The browser's `measure` entries. */
	measures: readonly TimedEntry[];
	/** Of the page, for the addresses of files. */
	origin: string;
}

/** How the remotes of a page came, in the order in which they were asked for; those that were not come last. */
export const loadTimes = ({ remotes, files, measures, origin }: LoadTimesInput): LoadTimes[] => {
	const endOf = (entry: TimedEntry | undefined) => (entry === undefined ? null : entry.startTime + entry.duration);
	return remotes
		.map(({ app: remote, entry, initial }): LoadTimes => {
			const code = last(measures, `flotilla:${remote}:code`);
			const start = last(measures, `flotilla:${remote}:start`);
			const own = [entry, ...initial.modules, ...initial.styles].map((path) => new URL(path, origin).href);
			const arrived = files.filter(({ name }) => own.includes(withoutAttempt(name)));
			const asked = code?.startTime ?? null;
			const startedAt = endOf(start);
			return {
				remote,
				arrivedAt: arrived.length === 0 ? null : Math.max(...arrived.map(({ responseEnd = 0 }) => responseEnd)),
				evaluatedAt: endOf(code),
				startedAt,
				total: asked === null || startedAt === null ? null : startedAt - asked,
				size: arrived.reduce((sum, { decodedBodySize = 0 }) => sum + decodedBodySize, 0),
				isCached: arrived.length > 0 && arrived.every(({ transferSize }) => transferSize === 0),
			};
		})
		.sort((a, b) => (a.evaluatedAt ?? Number.POSITIVE_INFINITY) - (b.evaluatedAt ?? Number.POSITIVE_INFINITY) || 0);
};

/** Of several the latest: a remote may have been started again. */
const last = (entries: readonly TimedEntry[], name: string): TimedEntry | undefined =>
	entries.findLast((entry) => entry.name === name);

/** Another try asks by another address. */
const withoutAttempt = (address: string): string => address.replace(/\?attempt=\d+$/, '');
