import { describe, expect, it } from 'vitest';
import { pageOf, pagesFor } from './visible-pages.model.ts';

describe('the pages of what is in view', () => {
	it('is the first at the top', () => {
		expect(pagesFor(0, 14)).toEqual([1, 1]);
	});

	it('is the next one, too, before its rows come into view', () => {
		expect(pagesFor(70, 85)).toEqual([1, 2]);
		expect(pagesFor(110, 125)).toEqual([1, 2]);
	});

	it('is one in the middle of a page', () => {
		expect(pagesFor(140, 160)).toEqual([2, 2]);
	});

	it('is both where they meet', () => {
		expect(pagesFor(95, 110)).toEqual([1, 2]);
		expect(pagesFor(99_990, 100_005)).toEqual([1000, 1001]);
	});

	it('is none beyond the end of the list', () => {
		expect(pagesFor(4985, 4999, 5000)).toEqual([50, 50]);
		expect(pagesFor(0, 11, 12)).toEqual([1, 1]);
	});

	it('never takes more than two', () => {
		expect(pagesFor(50, 350)).toEqual([1, 2]);
	});

	it('counts pages from one', () => {
		expect([pageOf(0), pageOf(99), pageOf(100)]).toEqual([1, 1, 2]);
	});
});
