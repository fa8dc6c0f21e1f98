import type { StreamPosition, TabWishes } from '@flotilla/contracts';

/** What is known of the other tabs of the person. */
export interface TabRoster {
	readonly size: number;
	readonly wishes: readonly TabWishes[];
	/** A tab said that it is there and what it wants; who spoke last comes last. */
	heard(tab: string, wishes: TabWishes): void;
	/** True when it was known. */
	left(tab: string): boolean;
	/** Forgets who has not been heard since this time; true when there was somebody. */
	forgetSilent(since: number): boolean;
	/** A tab waits for what follows this place. */
	waitsFor(tab: string, position: StreamPosition): void;
	/** The places that tabs wait at. */
	readonly waiting: readonly StreamPosition[];
	/** Nobody waits any more. */
	served(): void;
}

export const createTabRoster = (now: () => number): TabRoster => {
	const tabs = new Map<string, { wishes: TabWishes; heardAt: number }>();
	const waiting = new Map<string, StreamPosition>();
	const left = (tab: string): boolean => {
		waiting.delete(tab);
		return tabs.delete(tab);
	};
	return {
		get size() {
			return tabs.size;
		},
		get wishes() {
			return [...tabs.values()].map(({ wishes }) => wishes);
		},
		heard(tab, wishes) {
			const known = tabs.get(tab);
			const isNews = JSON.stringify(known?.wishes) !== JSON.stringify(wishes);
			if (isNews) tabs.delete(tab);
			tabs.set(tab, { wishes, heardAt: now() });
		},
		left,
		forgetSilent(since) {
			const silent = [...tabs].filter(([, { heardAt }]) => heardAt < since);
			for (const [tab] of silent) left(tab);
			return silent.length > 0;
		},
		waitsFor: (tab, position) => void waiting.set(tab, position),
		get waiting() {
			return [...waiting.values()];
		},
		served: () => waiting.clear(),
	};
};
