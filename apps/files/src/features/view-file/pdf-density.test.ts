import { expect, it } from 'vitest';
import { densityOf, maximumPixels } from './pdf-density.ts';

it('is the screen’s, up to a limit that nobody sees', () => {
	expect(densityOf({ width: 800, height: 1000 }, 1.5)).toBe(1.5);
	expect(densityOf({ width: 800, height: 1000 }, 3)).toBe(2);
});

it.each([
	{ width: 4000, height: 5600 },
	{ width: 100_000, height: 50 },
	{ width: 14_400, height: 14_400 },
])('keeps a page of $width by $height within what a canvas can hold', ({ width, height }) => {
	const density = densityOf({ width, height }, 2);
	expect(density).toBeGreaterThan(0);
	expect(Math.floor(width * density) * Math.floor(height * density)).toBeLessThanOrEqual(maximumPixels);
});
