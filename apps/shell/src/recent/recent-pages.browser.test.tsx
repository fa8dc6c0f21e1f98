import { afterEach, beforeEach, expect, it } from 'vitest';
import { pagesOf, recentPages, rememberPage } from './recent-pages.ts';

const page = (name: string) => ({ path: `/users/${name}`, label: name, icon: 'user' });
const paths = (userId = 'ada') => pagesOf(recentPages.get(), userId).map(({ label }) => label);
const clear = () => recentPages.set(null);
beforeEach(clear);
afterEach(clear);

it('has the newest first and each once', () => {
	for (const name of ['a', 'b', 'a']) rememberPage(recentPages, 'ada', page(name));
	expect(paths()).toEqual(['a', 'b']);
});

it('keeps eight', () => {
	for (const name of 'abcdefghij') rememberPage(recentPages, 'ada', page(name));
	expect(paths()).toEqual([...'jihgfedc']);
});

it('shows nobody where another person was', () => {
	rememberPage(recentPages, 'ada', page('a'));
	expect(paths('grace')).toEqual([]);
	rememberPage(recentPages, 'grace', page('b'));
	expect([paths(), paths('grace')]).toEqual([[], ['b']]);
});

it.each(['nonsense', '{}', '{"userId":"ada","pages":[{"path":1}]}', 'null'])('takes no harm from %s', (text) => {
	localStorage.setItem('flotilla.recent', text);
	expect(paths()).toEqual([]);
});
