import { expect, it } from 'vitest';
import { readRemoteTimeouts, writeRemoteTimeouts } from './remote-timeouts.ts';

it('is read as it was written', () => {
	for (const timeouts of [{ load: 1500, start: 200 }, { load: 1500 }, { start: 200 }, {}]) {
		expect(readRemoteTimeouts(writeRemoteTimeouts(timeouts))).toEqual({
			load: undefined,
			start: undefined,
			...timeouts,
		});
	}
	expect(writeRemoteTimeouts({})).toBe('');
});

it('leaves the page its own defaults for what is no time', () => {
	for (const text of [undefined, '', 'load=0', 'load=-1', 'load=soon', 'reload=5', 'load=9999999999']) {
		expect(readRemoteTimeouts(text)).toEqual({ load: undefined, start: undefined });
	}
});
