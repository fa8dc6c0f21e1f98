import { expect, test } from 'vitest';
import { longestTitle } from '../../entry/collection-definition.ts';
import { checkTitle } from './entry-title.model.ts';

test('a title needs a character that is not a space', () => {
	expect(checkTitle('')).toBe('required');
	expect(checkTitle('   ')).toBe('required');
	expect(checkTitle(' x ')).toBeNull();
});

test('a title may be as long as the collection allows, and no longer', () => {
	expect(checkTitle('x'.repeat(longestTitle))).toBeNull();
	expect(checkTitle('x'.repeat(longestTitle + 1))).toBe('tooLong');
	expect(checkTitle('🚢'.repeat(longestTitle))).toBeNull();
});
