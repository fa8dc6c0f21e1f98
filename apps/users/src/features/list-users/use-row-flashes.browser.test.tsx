import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type RowFlashes, useRowFlashes } from './use-row-flashes.ts';

const duration = 2000;
const rows = [
	{ id: 'ada', version: 1 },
	{ id: 'alan', version: 1 },
];
let shown: RowFlashes;
let unmount: () => void;

beforeEach(() => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	const Rows = () => {
		shown = useRowFlashes(rows, duration);
		return null;
	};
	const root = createRoot(document.createElement('div'));
	flushSync(() => root.render(<Rows />));
	unmount = () => root.unmount();
});
afterEach(() => {
	unmount();
	vi.useRealTimers();
});

const refuse = (...ids: string[]) => flushSync(() => shown.refuse(ids));
const pass = (milliseconds: number) => flushSync(() => vi.advanceTimersByTime(milliseconds));

it('a flash ends after its time', () => {
	refuse('ada', 'alan');
	expect([...shown.flashes.keys()]).toEqual(['ada', 'alan']);
	pass(duration);
	expect([...shown.flashes]).toEqual([]);
});

// The end of the first flash was the end of all later ones of the same row.
it('a row that flashes again does so for the whole of its time, and others end when they would have', () => {
	refuse('ada', 'alan');
	pass(duration - 100);
	refuse('ada');
	pass(100);
	expect([...shown.flashes.keys()]).toEqual(['ada']);
	pass(duration - 200);
	expect([...shown.flashes.keys()]).toEqual(['ada']);
	pass(100);
	expect([...shown.flashes]).toEqual([]);
});
