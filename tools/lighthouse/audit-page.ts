import lighthouse, { desktopConfig, type Result } from 'lighthouse';
import type { Device } from './audited-pages.ts';

export interface Audit {
	/** Scores from 0 to 100. */
	performance: number;
	accessibility: number;
	bestPractices: number;
	/** Milliseconds. */
	firstPaint: number;
	largestPaint: number;
	blockingTime: number;
	/** Cumulative layout shift, without a unit. */
	layoutShift: number;
	/** What costs accessibility or best practices anything, one sentence each. */
	complaints: string[];
	/** What says how quick the machine was, the higher the quicker; a quiet one has more than 1,000. */
	machineIndex: number;
}

export interface AuditPageOptions {
	url: string;
	device: Device;
	/** Of the browser's debugging protocol. */
	port: number;
}

const categories = ['performance', 'accessibility', 'best-practices'];

/**
 * One run of Lighthouse: a first visit, with a cold cache and Lighthouse's own default throttling for the device.
 * Who is signed in stays so: cookies and local storage are kept, everything else is cleared.
 */
export const auditPage = async ({ url, device, port }: AuditPageOptions): Promise<{ audit: Audit; html: string }> => {
	const run = await lighthouse(
		url,
		{
			port,
			output: 'html',
			logLevel: 'error',
			onlyCategories: categories,
			// What an earlier visit kept would be shown at once; that is not a first visit.
			clearStorageTypes: ['file_systems', 'shader_cache', 'service_workers', 'cache_storage', 'indexeddb'],
		},
		device === 'desktop' ? desktopConfig : undefined,
	);
	if (run === undefined) throw new Error(`Lighthouse gave no result for ${url}.`);
	if (run.lhr.runtimeError !== undefined) throw new Error(`${url}: ${run.lhr.runtimeError.message}`);
	return { audit: readResult(run.lhr), html: [run.report].flat().join('') };
};

const readResult = (result: Result): Audit => {
	const score = (category: string) => Math.round((result.categories[category]?.score ?? 0) * 100);
	const value = (audit: string) => result.audits[audit]?.numericValue ?? Number.NaN;
	return {
		performance: score('performance'),
		accessibility: score('accessibility'),
		bestPractices: score('best-practices'),
		firstPaint: Math.round(value('first-contentful-paint')),
		largestPaint: Math.round(value('largest-contentful-paint')),
		blockingTime: Math.round(value('total-blocking-time')),
		layoutShift: Number(value('cumulative-layout-shift').toFixed(4)),
		complaints: complaintsOf(result),
		machineIndex: Math.round(result.environment.benchmarkIndex),
	};
};

const complaintsOf = ({ categories: judged, audits }: Result): string[] =>
	['accessibility', 'best-practices'].flatMap((category) =>
		(judged[category]?.auditRefs ?? []).flatMap(({ id, weight }) => {
			const audit = audits[id];
			if (audit === undefined || weight === 0 || audit.score === null || audit.score >= 1) return [];
			return [`${category}: ${audit.title} (${id})${placesOf(audit.details)}`];
		}),
	);

/** Where in the page, as far as Lighthouse says. */
const placesOf = (details: unknown): string => {
	const { items = [] } = (details ?? {}) as { items?: Record<string, unknown>[] };
	const places = items.slice(0, 3).map((item) => {
		const node = item.node as { selector?: string; snippet?: string } | undefined;
		return node?.snippet ?? node?.selector ?? item.description ?? item.url ?? '';
	});
	return places.length === 0 ? '' : `: ${places.join(' | ')}`;
};
