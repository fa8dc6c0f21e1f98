import { describe, expect, it } from 'vitest';
import {
	clearSelection,
	extendTo,
	keepPresent,
	moveTo,
	neighbourOf,
	nothingSelected,
	selectAll,
	selectOnly,
	toggle,
} from './file-selection.model.ts';

const ids = ['a', 'b', 'c', 'd', 'e'];
const chosen = ({ selected }: { selected: ReadonlySet<string> }) => [...selected].join('');

describe('selecting files', () => {
	it('takes one and leaves the others, or adds and takes away one by one', () => {
		expect(chosen(selectOnly('b'))).toBe('b');
		const two = toggle(selectOnly('b'), 'd');
		expect(chosen(two)).toBe('bd');
		expect(chosen(toggle(two, 'b'))).toBe('d');
	});

	it('takes a stretch from where it began, and begins it anew with every other end', () => {
		const down = extendTo(selectOnly('b'), 'd', ids);
		expect(chosen(down)).toBe('bcd');
		const up = extendTo(down, 'a', ids);
		expect([chosen(up), up.anchor, up.active]).toEqual(['ab', 'b', 'a']);
	});

	it('takes a stretch from the first one when nothing was chosen before', () => {
		expect(chosen(extendTo(nothingSelected, 'c', ids))).toBe('abc');
	});

	it('takes all that is shown, and lets go of all', () => {
		const all = selectAll(moveTo(nothingSelected, 'c'), ids);
		expect([chosen(all), all.active]).toEqual(['abcde', 'c']);
		expect(chosen(clearSelection(all))).toBe('');
	});
});

describe('the keyboard', () => {
	it('begins at the end it comes from, moves by steps and stays at the ends', () => {
		expect([neighbourOf(nothingSelected, ids, 1), neighbourOf(nothingSelected, ids, -1)]).toEqual(['a', 'e']);
		expect(neighbourOf(moveTo(nothingSelected, 'b'), ids, 2)).toBe('d');
		expect(neighbourOf(moveTo(nothingSelected, 'd'), ids, 4)).toBe('e');
		expect(neighbourOf(nothingSelected, [], 1)).toBeUndefined();
	});
});

describe('keepPresent', () => {
	it('gives back the same selection while all of it is there', () => {
		const selection = selectOnly('b');
		expect(keepPresent(selection, ids, ids)).toBe(selection);
	});

	it('forgets what is gone, and moves the keyboard to what took its place', () => {
		const selection = { selected: new Set(['b', 'd']), anchor: 'b', active: 'b' };
		expect(keepPresent(selection, ['a', 'c', 'd', 'e'], ids)).toEqual({
			selected: new Set(['d']),
			anchor: null,
			active: 'c',
		});
	});

	it('moves it to the last one when the end is gone, and nowhere when all is', () => {
		expect(keepPresent(selectOnly('e'), ['a', 'b'], ids).active).toBe('b');
		expect(keepPresent(selectOnly('e'), [], ids).active).toBeNull();
	});
});
