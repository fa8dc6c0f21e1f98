import { expect, test } from 'vitest';
import { OptionsError, readOptions } from './read-options.ts';

test('without options desktop pictures in light and dark are compared with what is kept', () => {
	expect(readOptions([])).toEqual({
		schemes: ['light', 'dark'],
		viewports: ['desktop'],
		limits: { colourThreshold: 0.05, maximumDifferentPixels: 0, maximumHeight: 4000 },
		update: false,
		against: undefined,
		only: undefined,
		pages: 2,
	});
});

test('phones are pictured as well when asked for', () => {
	expect(readOptions(['--phone']).viewports).toEqual(['desktop', 'phone']);
});

test.each([
	[['--update', '--against', 'main']],
	[['--threshold', '2']],
	[['--threshold', '']],
	[['--pixels', '-1']],
	[['--pages', 'many']],
	[['--unknown']],
])('%j is refused with how it is written', (args) => {
	expect(() => readOptions(args)).toThrow(OptionsError);
	expect(() => readOptions(args)).toThrow('npm run visual');
});
