import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { askToTakeOver } from './ask-to-take-over.ts';
import { takeOverMessage } from './take-over-message.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const become = (state: DocumentVisibilityState): void => {
	vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
	document.dispatchEvent(new Event('visibilitychange'));
};

const setUp = () => {
	const life = new AbortController();
	onTestFinished(() => {
		life.abort();
		vi.restoreAllMocks();
	});
	const asked: unknown[] = [];
	askToTakeOver({
		registration: { waiting: { postMessage: (message: unknown) => void asked.push(message) } },
		signal: life.signal,
	});
	return { asked, life };
};

it('a page that nobody has looked at for a while asks the worker that waits to take over', () => {
	const { asked } = setUp();
	become('hidden');
	expect(asked).toEqual([]);
	vi.advanceTimersByTime(2_000);
	expect(asked).toEqual([takeOverMessage]);
});

it('one that somebody comes back to asks nothing, and neither does one that has ended', () => {
	const { asked, life } = setUp();
	become('hidden');
	vi.advanceTimersByTime(1_000);
	become('visible');
	vi.advanceTimersByTime(5_000);
	become('hidden');
	life.abort();
	vi.advanceTimersByTime(5_000);
	expect(asked).toEqual([]);
});
