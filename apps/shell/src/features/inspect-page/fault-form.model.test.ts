import { expect, test } from 'vitest';
import { isFaultOf } from '../../faults/fault.ts';
import { faultKinds, faultOfKind, readAmount } from './fault-form.model.ts';

test('whatever can be chosen for a target is a fault of it', () => {
	for (const target of ['api', 'socket', 'remote:users'] as const) {
		for (const kind of faultKinds(target)) {
			const fault = faultOfKind(kind);
			expect(fault === null || isFaultOf(target, fault), `${target} ${kind}`).toBe(true);
		}
	}
});

test.each([
	['250', 250],
	[' 250 ', 250],
	['0', null],
	['60001', null],
	['1e3', null],
	['2.5', null],
	['', null],
])('takes %j for %s', (text, amount) => {
	expect(readAmount(text, { least: 1, most: 60_000 })).toBe(amount);
});
