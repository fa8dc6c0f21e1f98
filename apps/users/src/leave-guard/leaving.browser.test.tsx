import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Leaving, watchLeaving } from './leaving.ts';

const here = `${location.pathname}${location.search}`;
let left: Leaving[];
let stop: () => void;

beforeEach(() => {
	left = [];
	stop = watchLeaving(
		(path) => path !== location.pathname,
		(leaving) => left.push(leaving),
	);
});
afterEach(() => {
	stop();
	history.replaceState(null, '', here);
	document.body.replaceChildren();
});

const clickLink = (href: string, init: MouseEventInit = {}) => {
	const link = document.createElement('a');
	link.href = href;
	document.body.append(link);
	const heard = vi.fn((event: Event) => event.preventDefault());
	link.addEventListener('click', heard);
	link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...init }));
	return heard;
};

it('a link to another page is held back before anybody else hears of it', () => {
	const heard = clickLink('/users?role=admin');
	expect(heard).not.toHaveBeenCalled();
	expect(left).toEqual([{ to: '/users?role=admin', entryKey: null }]);
});

it('a link on this page, to another tab or to another site is left alone', () => {
	expect(clickLink(`${location.pathname}?tab=notes`)).toHaveBeenCalled();
	expect(clickLink('/users', { ctrlKey: true })).toHaveBeenCalled();
	expect(clickLink('https://example.com/')).toHaveBeenCalled();
	expect(left).toEqual([]);
});

it('a navigation by script is held back: the address stays', () => {
	history.pushState(null, '', '/users/new');
	expect(`${location.pathname}${location.search}`).toBe(here);
	expect(left).toEqual([{ to: '/users/new', entryKey: null }]);
});

it('what only changes the query goes through', () => {
	history.replaceState(null, '', `${location.pathname}?tab=notes`);
	expect(location.search).toBe('?tab=notes');
	expect(left).toEqual([]);
});

it('nothing is held back after its end', () => {
	stop();
	history.pushState(null, '', '/users/new');
	expect(location.pathname).toBe('/users/new');
	expect(left).toEqual([]);
});
