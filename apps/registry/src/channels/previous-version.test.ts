import { expect, it } from 'vitest';
import { previousVersion } from './previous-version.ts';

const promote = (version: string) => ({ version, action: 'promote' as const });
const rollback = (version: string | null) => ({ version, action: 'rollback' as const });
const pin = (version: string) => ({ version, action: 'pin' as const });
const unpin = (version: string) => ({ version, action: 'unpin' as const });
const remove = { version: null, action: 'remove' as const };

it.each([
	['nothing yet', [], null],
	['a first version', [promote('1')], null],
	['a second version', [promote('1'), promote('2')], '1'],
	['after a rollback', [promote('1'), promote('2'), promote('3'), rollback('2')], '1'],
	['a mended version after a rollback', [promote('1'), promote('2'), rollback('1'), promote('3')], '1'],
	['a pin where it is', [promote('1'), promote('2'), pin('2'), unpin('2')], '1'],
	['a pin that moved it', [promote('1'), pin('2')], '1'],
	['taken out', [promote('1'), promote('2'), remove], '2'],
	['taken out and back', [promote('1'), promote('2'), remove, rollback('2')], '1'],
	['a rollback by two', [promote('1'), promote('2'), promote('3'), rollback('1')], null],
	['a rollback to before it was there', [promote('1'), promote('2'), rollback(null)], null],
	['forward by name after a rollback', [promote('1'), promote('2'), promote('3'), rollback('2'), rollback('3')], '2'],
	['back after that', [promote('1'), promote('2'), rollback('1'), rollback('2'), rollback('1')], null],
	['a first version taken out and back', [promote('1'), remove, rollback('1')], null],
	['back by name after it left with a composition', [promote('1'), rollback(null), rollback('1')], null],
	['an old version promoted again', [promote('1'), promote('2'), promote('1')], '2'],
])('%s', (_name, changes, expected) => {
	expect(previousVersion(changes)).toBe(expected);
});
