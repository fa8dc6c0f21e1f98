import type { AuthResponse } from '@flotilla/contracts';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ada, createBrowser, credentials, grace, lostNetwork } from '../testing/create-browser.ts';
import type { NewsChannel } from './session-channel.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const tabCount = 4;

type Step =
	| { what: 'refresh' | 'sign-out' | 'sign-in-ada' | 'sign-in-grace' | 'sleep' | 'wake'; tab: number }
	| { what: 'pass-time'; seconds: number }
	| { what: 'lose-answer' }
	| { what: 'end-on-server' };

const anyTab = fc.nat({ max: tabCount - 1 });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
	{ weight: 8, arbitrary: fc.record({ what: fc.constant('refresh' as const), tab: anyTab }) },
	{
		weight: 3,
		arbitrary: fc.record({
			what: fc.constantFrom('sign-out' as const, 'sign-in-ada' as const, 'sign-in-grace' as const),
			tab: anyTab,
		}),
	},
	{ weight: 3, arbitrary: fc.record({ what: fc.constantFrom('sleep' as const, 'wake' as const), tab: anyTab }) },
	{
		weight: 4,
		arbitrary: fc.record({ what: fc.constant('pass-time' as const), seconds: fc.constantFrom(0, 1, 6, 400, 2000) }),
	},
	{ weight: 1, arbitrary: fc.constant<Step>({ what: 'lose-answer' }) },
	{ weight: 1, arbitrary: fc.constant<Step>({ what: 'end-on-server' }) },
);

/** Tabs, some of which do not hear the others for a while. */
const openTabs = () => {
	const browser = createBrowser();
	const tabs = Array.from({ length: tabCount }, () => browser.openTab());
	const asleep = new Map<NewsChannel, { hear: NewsChannel['onmessage']; missed: { data: unknown }[] }>();
	const channelOf = (tab: number) => [...browser.channels][tab] as NewsChannel;
	return {
		...browser,
		tabs,
		sleep(tab: number) {
			const channel = channelOf(tab);
			if (asleep.has(channel)) return;
			const missed: { data: unknown }[] = [];
			asleep.set(channel, { hear: channel.onmessage, missed });
			channel.onmessage = (event) => missed.push(event);
		},
		/** What was said meanwhile is heard now, in order. */
		wakeUp(tab: number) {
			const channel = channelOf(tab);
			const sleeping = asleep.get(channel);
			if (sleeping === undefined) return;
			asleep.delete(channel);
			channel.onmessage = sleeping.hear;
			for (const event of sleeping.missed) channel.onmessage?.(event);
		},
	};
};

it('whatever happens in whichever order, all tabs agree with the server in the end', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 30 }), async (steps) => {
			// Of a run that failed before it came to its end.
			vi.clearAllTimers();
			const { tabs, auth, respond, setCookie, sleep, wakeUp, wake } = openTabs();
			let person: typeof ada | null = null;
			const answer = auth.refresh.getMockImplementation() as () => Promise<AuthResponse>;
			const take = (step: Step): void => {
				switch (step.what) {
					case 'refresh':
						tabs[step.tab]?.refresh().catch(() => {});
						return;
					case 'sign-out':
						person = null;
						void tabs[step.tab]?.signOut();
						return;
					case 'sign-in-ada':
					case 'sign-in-grace': {
						const signedIn = step.what === 'sign-in-ada' ? ada : grace;
						person = signedIn;
						auth.login.mockImplementationOnce(async () => respond(signedIn));
						void tabs[step.tab]?.signIn(credentials);
						return;
					}
					case 'sleep':
						sleep(step.tab);
						return;
					case 'wake':
						wakeUp(step.tab);
						return;
					case 'lose-answer':
						auth.refresh.mockImplementationOnce(async () => {
							await answer();
							throw lostNetwork();
						});
						return;
					case 'end-on-server':
						person = null;
						setCookie(null);
				}
			};
			await Promise.all([...tabs.map((tab) => tab.restore()), vi.advanceTimersByTimeAsync(0)]);
			for (const step of steps) {
				if (step.what === 'pass-time') await vi.advanceTimersByTimeAsync(step.seconds * 1000);
				else {
					take(step);
					await vi.advanceTimersByTimeAsync(0);
				}
			}
			// Everybody is awake again, and there is time for whatever is still under way.
			for (const tab of tabs.keys()) wakeUp(tab);
			await vi.advanceTimersByTimeAsync(30_000);
			const refreshed = Promise.all(tabs.map((tab) => tab.refresh()));
			await vi.advanceTimersByTimeAsync(30_000);
			await refreshed;
			wake();
			await vi.advanceTimersByTimeAsync(1000);

			const expected = (person as typeof ada | null)?.id ?? null;
			expect(tabs.map((tab) => tab.store.getState().user?.id ?? null)).toEqual(tabs.map(() => expected));
			expect(tabs.map((tab) => tab.getAccessToken() !== null)).toEqual(tabs.map(() => expected !== null));
			for (const tab of tabs) tab.dispose();
			expect(vi.getTimerCount()).toBe(0);
		}),
		{ numRuns: 500 },
	);
});
