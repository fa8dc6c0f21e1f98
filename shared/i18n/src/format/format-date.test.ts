import { expect, test } from 'vitest';
import { formatDate, formatRelativeTime } from './format-date.ts';

const now = Date.UTC(2026, 10, 23, 12);
const second = 1000;
const day = 86_400 * second;

test.each([
	[-20 * second, 'now'],
	[-60 * second, '1 minute ago'],
	[-59 * 60 * second, '59 minutes ago'],
	[-5 * 3600 * second, '5 hours ago'],
	[-day, 'yesterday'],
	[-6 * day, '6 days ago'],
	[-7 * day, 'last week'],
	[-40 * day, 'last month'],
	[-800 * day, '2 years ago'],
	[3 * 3600 * second, 'in 3 hours'],
])('%d ms from now is %s', (distance, text) => {
	expect(formatRelativeTime(now + distance, now, 'en')).toBe(text);
});

test('a date is written in the order of its locale', () => {
	expect(formatDate('2026-11-23T12:00:00.000Z', 'date', 'en-US')).toBe('Nov 23, 2026');
	expect(formatDate('2026-11-23T12:00:00.000Z', 'date', 'de')).toBe('23.11.2026');
	expect(formatDate(now, 'date-time', 'en-US')).toMatch(/^Nov 23, 2026, \d+:00\s[AP]M$/);
});

test('what is no date is nothing', () => {
	expect(formatDate('soon')).toBe('');
	expect(formatRelativeTime('soon')).toBe('');
});
