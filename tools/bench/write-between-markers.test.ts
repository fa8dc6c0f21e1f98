import { expect, test } from 'vitest';
import { writeBetweenMarkers } from './write-between-markers.ts';

const document = 'Before\n<!-- load:begin -->\nold\n<!-- load:end -->\nAfter\n';

test('replaces what stands between the markers, again and again, and nothing else', () => {
	const once = writeBetweenMarkers(document, 'load', 'new');
	expect(once).toBe('Before\n<!-- load:begin -->\nnew\n<!-- load:end -->\nAfter\n');
	expect(writeBetweenMarkers(once, 'load', 'new')).toBe(once);
});

test('a document without the markers is an error', () => {
	expect(() => writeBetweenMarkers(document, 'size', 'new')).toThrow('size:begin');
});
