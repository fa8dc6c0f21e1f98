import { describe, expect, it, test } from 'vitest';
import { serverEvents } from './event-map.ts';
import { topicsOf } from './event-topics.ts';
import { room, roomOf, topic } from './topics.ts';

const id = '0198a1b2-0000-7000-8000-000000000001';

describe('a topic', () => {
	it.each(['users', `users:${id}`, 'files', `files:${id}`, 'sessions', 'data:boats', `data:boats:${id}`])(
		'of events: %s',
		(name) => {
			expect(topic.safeParse(name).success).toBe(true);
			expect(roomOf(name)).toBeUndefined();
		},
	);

	it('of presence names its room', () => {
		expect(topic.safeParse('presence:data:boats').success).toBe(true);
		expect(roomOf('presence:data:boats')).toBe('data:boats');
		expect(room.safeParse('data:boats').success).toBe(true);
	});

	it.each([
		'',
		'all',
		'*',
		'users:',
		'users:me',
		'data',
		'data:',
		'data:Boats',
		'presence:sessions',
		'users\n',
		'__proto__',
	])('is not %j', (name) => {
		expect(topic.safeParse(name).success).toBe(false);
	});
});

test('every event of the server belongs to an area that can be followed', () => {
	const payload = { user: { id }, id, file: { ownerId: id }, ownerId: id, collection: 'boats' };
	for (const type of Object.keys(serverEvents)) {
		const topics = topicsOf(type, payload);
		expect(topics.length).toBeGreaterThan(0);
		for (const name of topics) expect(topic.safeParse(name).success).toBe(true);
	}
});

test('an event is found under its place and under the part of it that it is about', () => {
	expect(topicsOf('users:updated', { user: { id } })).toEqual(['users', `users:${id}`]);
	expect(topicsOf('files:deleted', { id: 'other', ownerId: id })).toEqual(['files', `files:${id}`]);
	expect(topicsOf('data:record-updated', { collection: 'boats', id })).toEqual(['data:boats', `data:boats:${id}`]);
	expect(topicsOf('data:records-imported', { collection: 'boats', count: 3 })).toEqual(['data:boats']);
	expect(topicsOf('toString:called', {})).toEqual([]);
	expect(topicsOf('users:updated', null)).toEqual([]);
});
