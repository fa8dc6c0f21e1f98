import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createTabs, type OpenedTab } from '../testing/open-tabs.ts';

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

const maximumTabs = 6;
const which = fc.nat(maximumTabs - 1);

/** What people, browsers and networks do to tabs. */
const happening = fc.oneof(
	{ weight: 6, arbitrary: fc.record({ type: fc.constant('publish' as const), count: fc.integer({ min: 1, max: 5 }) }) },
	{ weight: 4, arbitrary: fc.record({ type: fc.constant('pass' as const), time: fc.integer({ min: 0, max: 6000 }) }) },
	{ weight: 2, arbitrary: fc.record({ type: fc.constant('open' as const) }) },
	{ weight: 1, arbitrary: fc.record({ type: fc.constant('close' as const), which }) },
	{ weight: 2, arbitrary: fc.record({ type: fc.constant('kill' as const), which }) },
	{ weight: 2, arbitrary: fc.record({ type: fc.constant('freeze' as const), which, announced: fc.boolean() }) },
	{ weight: 2, arbitrary: fc.record({ type: fc.constant('thaw' as const), which }) },
	{ weight: 1, arbitrary: fc.record({ type: fc.constant('look' as const), which, visible: fc.boolean() }) },
	{ weight: 2, arbitrary: fc.record({ type: fc.constant('drop' as const) }) },
);

const world = fc.record({
	happenings: fc.array(happening, { minLength: 10, maxLength: 80 }),
	/** What becomes of messages between tabs, of each hundred. */
	lost: fc.constantFrom(0, 0, 5, 30),
	doubled: fc.constantFrom(0, 10),
	chance: fc.infiniteStream(fc.nat(99)),
	replayBuffer: fc.constantFrom(4, 256),
});

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => String(from + index + 1));

it('whatever happens to tabs, each living one gets every event once and in order, over one connection in the end', async () => {
	let complete = 0;
	let all = 0;
	await fc.assert(
		fc.asyncProperty(world, async ({ happenings, lost, doubled, chance, replayBuffer }) => {
			const tabs = createTabs({ replayBuffer, random: () => (chance.next().value ?? 0) / 100 });
			tabs.browser.onMessage = () => {
				const drawn = chance.next().value ?? 0;
				return drawn < lost ? 'lost' : drawn < lost + doubled ? 'doubled' : 'arrives';
			};
			let living: OpenedTab[] = [tabs.open()];
			const settle = () => vi.advanceTimersByTimeAsync(1);
			for (const event of happenings) {
				const chosen = 'which' in event ? living[event.which % living.length] : undefined;
				if (event.type === 'publish') for (let index = 0; index < event.count; index += 1) tabs.publish();
				else if (event.type === 'pass') await vi.advanceTimersByTimeAsync(event.time);
				else if (event.type === 'open' && living.length < maximumTabs) living.push(tabs.open());
				else if (event.type === 'drop') tabs.server.drop();
				else if (event.type === 'freeze') chosen?.tab.freeze({ announced: event.announced });
				else if (event.type === 'thaw') chosen?.tab.thaw();
				else if (event.type === 'look') chosen?.tab.setVisible(event.visible);
				else if ((event.type === 'kill' || event.type === 'close') && living.length > 1) {
					living = living.filter((entry) => entry !== chosen);
					if (event.type === 'close' && chosen?.tab.frozen === false) chosen.realtime.disconnect();
					else chosen?.tab.kill();
				}
				if (event.type !== 'publish') await settle();
			}
			// In the end everybody looks, and the network is good.
			tabs.browser.onMessage = () => 'arrives';
			for (const { tab } of living) {
				tab.thaw();
				tab.setVisible(true);
			}
			await vi.advanceTimersByTimeAsync(40_000);
			tabs.publish();
			await vi.advanceTimersByTimeAsync(2000);

			for (const { realtime, names, resyncs, from } of living) {
				all += 1;
				expect(realtime.state).toBe('connected');
				const expected = numbers(from, tabs.published());
				if (resyncs.length === 0) {
					complete += 1;
					expect(names).toEqual(expected);
				} else {
					// Told that it missed something, it may have; but nothing came twice or out of order.
					expect(names).toEqual(expected.filter((name) => names.includes(name)));
					expect(names.at(-1)).toBe(expected.at(-1));
				}
			}
			expect(living.filter(({ realtime }) => realtime.role === 'leader')).toHaveLength(1);
			expect(tabs.server.connectionCount).toBe(1);
			for (const { realtime } of living) realtime.disconnect();
			await settle();
			expect(tabs.server.connectionCount).toBe(0);
		}),
		{ numRuns: 150 },
	);
	// To have to fetch again is for those who were away for long: hardly ever.
	expect(complete / all).toBeGreaterThan(0.9);
}, 60_000);
