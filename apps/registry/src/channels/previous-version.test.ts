import { expect, it } from 'vitest';
import { previousVersion } from './previous-version.ts';

const promote = (version: string) => ({ version, action: 'promote' as const });
const rollback = (version: string) => ({ version, action: 'rollback' as const });

it.each([
	['nothing yet', [], null],
	['a first version', [promote('1')], null],
	['a second version', [promote('1'), promote('2')], '1'],
	['after a rollback', [promote('1'), promote('2'), promote('3'), rollback('2')], '1'],
	['a mended version after a rollback', [promote('1'), promote('2'), rollback('1'), promote('3')], '1'],
	['an old version promoted again', [promote('1'), promote('2'), promote('1')], '2'],
])('%s', (_name, changes, expected) => {
	expect(previousVersion(changes)).toBe(expected);
});
