import { describe, expect, it } from 'vitest';
import { type PressedKey, readTableKey } from './table-keys.ts';

const press = (key: string, held: Partial<PressedKey> = {}): PressedKey => ({
	key,
	shiftKey: false,
	ctrlKey: false,
	metaKey: false,
	altKey: false,
	...held,
});
const place = { active: 10, count: 100, page: 15 };

describe('keys of the table', () => {
	it.each([
		['ArrowDown', 11],
		['ArrowUp', 9],
		['PageDown', 24],
		['PageUp', 0],
		['Home', 0],
		['End', 99],
	])('%s goes to row %i', (key, to) => {
		expect(readTableKey(press(key), place)).toEqual({ type: 'move', to, extend: false });
	});

	it('never leaves the list', () => {
		expect(readTableKey(press('ArrowDown'), { ...place, active: 99 })).toMatchObject({ to: 99 });
		expect(readTableKey(press('ArrowUp'), { ...place, active: 0 })).toMatchObject({ to: 0 });
	});

	it('extends the selection with shift', () => {
		expect(readTableKey(press('ArrowDown', { shiftKey: true }), place)).toEqual({ type: 'move', to: 11, extend: true });
		expect(readTableKey(press(' ', { shiftKey: true }), place)).toEqual({ type: 'pick', extend: true });
	});

	it('takes all with control or command and A', () => {
		expect(readTableKey(press('a', { ctrlKey: true }), place)).toEqual({ type: 'pick-all' });
		expect(readTableKey(press('A', { metaKey: true }), place)).toEqual({ type: 'pick-all' });
	});

	it.each([press('c', { ctrlKey: true }), press('ArrowLeft', { altKey: true }), press('Tab'), press('x')])(
		'leaves $key to the browser',
		(key) => {
			expect(readTableKey(key, place)).toBeNull();
		},
	);

	it('does nothing where there is nothing', () => {
		expect(readTableKey(press('End'), { active: 0, count: 0, page: 15 })).toBeNull();
	});
});
