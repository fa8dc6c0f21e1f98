import { describe, expect, it } from 'vitest';
import { takeOverMessage } from '../updates/take-over-message.ts';
import { takeOverWhenAsked } from './take-over.ts';

const setUp = (pages: readonly DocumentVisibilityState[]) => {
	let taken = 0;
	const worker = {
		pages: async () => pages.map((visibilityState) => ({ visibilityState })),
		skipWaiting: async () => {
			taken += 1;
		},
	};
	return { worker, taken: () => taken };
};

// Chromium never answers a page load that the old worker was about to answer, and the tab is dead.
describe('a newer worker', () => {
	it('takes over while nobody looks at any page', async () => {
		for (const pages of [[], ['hidden'], ['hidden', 'hidden']] as const) {
			const { worker, taken } = setUp(pages);
			await takeOverWhenAsked(takeOverMessage, worker);
			expect(taken()).toBe(1);
		}
	});

	it('waits while somebody looks at one, who may load it again at any moment', async () => {
		const { worker, taken } = setUp(['hidden', 'visible']);
		await takeOverWhenAsked(takeOverMessage, worker);
		expect(taken()).toBe(0);
	});

	it('waits unless it is asked', async () => {
		const { worker, taken } = setUp([]);
		for (const message of [null, 'text', { type: 'flotilla:prepare' }]) await takeOverWhenAsked(message, worker);
		expect(taken()).toBe(0);
	});
});
