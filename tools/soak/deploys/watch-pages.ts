import { setTimeout as delay } from 'node:timers/promises';
import type { Composition } from '@flotilla/contracts';
import type { ComposedBuilds } from './compositions.ts';

/** One page as a new load got it. */
export interface Sight {
	/** Milliseconds on the clock of `performance.now()`: when it was asked for, and when its last byte was here. */
	askedAt: number;
	seenAt: number;
	compositionId: string;
}

export interface WatchedPages {
	/** Resolves with the first load, asked for since then, that gets this composition. Rejects after `within` milliseconds. */
	firstSight(compositionId: string, options: { since: number; within: number }): Promise<Sight>;
	/** From now on every load gets this composition, and one that does not is a problem; `null` while a command is under way. */
	expect(compositionId: string | null): void;
	/** Loads so far. */
	count(): number;
	stop(): Promise<void>;
}

interface WatchOptions {
	url: string;
	/** Asked for in turn: each has a page of its own, as the route's remote is in it. */
	paths: readonly string[];
	compositions: (id: string) => Promise<ComposedBuilds>;
	/** Told of a page that is not what it should be. */
	note(problem: string): void;
	/** Milliseconds between two loads while a change is waited for. Default 10. */
	pause?: number;
	/** Milliseconds between two loads otherwise. Default 100. */
	idlePause?: number;
}

const inlined = /<script type="application\/json" id="flotilla-composition">(.*?)<\/script>/s;
const linked = /(?:href|src)="(\/assets\/[^"]+)"/g;

/** Loads pages by HTTP, one after the other, as new visitors do, and holds each against what the registry says is in it. */
export const watchPages = ({
	url,
	paths,
	compositions,
	note,
	pause = 10,
	idlePause = 100,
}: WatchOptions): WatchedPages => {
	const sights: Sight[] = [];
	const waiting = new Set<() => void>();
	let loads = 0;
	let running = true;
	let expected: string | null = null;

	const look = async (path: string): Promise<void> => {
		const askedAt = performance.now();
		const asked = expected;
		const answer = await fetch(`${url}${path}`, { headers: { accept: 'text/html' } });
		const html = await answer.text();
		const seenAt = performance.now();
		loads += 1;
		const id = answer.headers.get('x-flotilla-composition');
		if (!answer.ok || id === null) return note(`${path} answered ${answer.status}, by HTTP.`);
		const composition = JSON.parse(inlined.exec(html)?.[1] ?? '{}') as Composition;
		if (composition.id !== id) note(`${path} says it is ${id}, and has ${composition.id} in it.`);
		if (asked !== null && asked === expected && id !== asked)
			note(`${path} has ${id} after a command made it ${asked}.`);
		sights.push({ askedAt, seenAt, compositionId: id });
		if (sights.length > 1_000) sights.shift();
		for (const wake of [...waiting]) wake();
		const { files } = await compositions(id);
		for (const [, address = ''] of html.matchAll(linked)) {
			if (!files.has(address)) note(`${path} of ${id} links ${address}, which is not of it.`);
		}
	};
	const watch = async (): Promise<void> => {
		for (let turn = 0; running; turn += 1) {
			await look(paths[turn % paths.length] ?? '/').catch((error) => note(`A page by HTTP: ${error}`));
			await delay(sights.at(-1)?.compositionId === expected ? idlePause : pause);
		}
	};
	const ended = watch();

	return {
		async firstSight(compositionId, { since, within }) {
			const find = () => sights.find((sight) => sight.askedAt >= since && sight.compositionId === compositionId);
			const deadline = AbortSignal.timeout(within);
			for (let found = find(); ; found = find()) {
				if (found !== undefined) return found;
				if (deadline.aborted) throw new Error(`No new page had ${compositionId} within ${within} ms.`);
				await new Promise<void>((resolve) => {
					const wake = () => {
						waiting.delete(wake);
						deadline.removeEventListener('abort', wake);
						resolve();
					};
					waiting.add(wake);
					deadline.addEventListener('abort', wake);
				});
			}
		},
		expect(compositionId) {
			expected = compositionId;
		},
		count: () => loads,
		async stop() {
			running = false;
			await ended;
		},
	};
};
