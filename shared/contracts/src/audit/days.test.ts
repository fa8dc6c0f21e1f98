import { expect, test } from 'vitest';
import { createDayOf, isTimeZone, listDays } from './days.ts';

test('an instant falls on the day that the clocks of the time zone show', () => {
	const evening = new Date('2026-11-23T23:30:00.000Z');
	expect(createDayOf('UTC')(evening)).toBe('2026-11-23');
	expect(createDayOf('Europe/Berlin')(evening)).toBe('2026-11-24');
	expect(createDayOf('America/Los_Angeles')(evening)).toBe('2026-11-23');
});

test('every day is listed once, also where clocks are changed and where the range ends at midnight', () => {
	const from = new Date('2026-10-24T10:00:00.000Z');
	const days = listDays({ from, to: new Date('2026-10-26T23:00:00.000Z'), timeZone: 'Europe/Berlin' });
	expect(days).toEqual(['2026-10-24', '2026-10-25', '2026-10-26']);
	expect(listDays({ from, to: from, timeZone: 'UTC' })).toEqual([]);
});

test('time zones are known by their names', () => {
	expect(isTimeZone('Asia/Kathmandu')).toBe(true);
	expect(isTimeZone('Middle-earth/Shire')).toBe(false);
});
