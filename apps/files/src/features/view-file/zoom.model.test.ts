import { describe, expect, it } from 'vitest';
import { fitInto, fitted, maximumScale, panBy, pinchBy, zoomBy } from './zoom.model.ts';

const place = { width: 400, height: 300 };
const fit = fitInto({ width: 800, height: 400 }, place);

describe('a picture in its place', () => {
	it('is as large as fits, and never larger than it is', () => {
		expect(fit).toEqual({ width: 400, height: 200 });
		expect(fitInto({ width: 100, height: 50 }, place)).toEqual({ width: 100, height: 50 });
	});

	it('keeps the point that is zoomed at where it is', () => {
		const view = zoomBy(fitted, 2, { fit, place, at: { x: 100, y: 0 } });
		expect(view).toEqual({ scale: 2, x: -100, y: 0 });
	});

	it('is never smaller than what fits and never larger than the limit', () => {
		expect(zoomBy(fitted, 0.1, { fit, place })).toEqual(fitted);
		expect(zoomBy(fitted, 1000, { fit, place }).scale).toBe(maximumScale);
	});

	it('cannot be moved while all of it is seen', () => {
		expect(panBy(fitted, { x: 50, y: 50 }, { fit, place })).toEqual(fitted);
	});

	it('can be moved to its edges and not beyond', () => {
		const large = zoomBy(fitted, 2, { fit, place });
		expect(panBy(large, { x: 1000, y: -1000 }, { fit, place })).toEqual({ scale: 2, x: 200, y: -50 });
	});

	it('is moved back inside when it is made smaller', () => {
		const corner = panBy(zoomBy(fitted, 4, { fit, place }), { x: 1000, y: 1000 }, { fit, place });
		const smaller = zoomBy(corner, 0.25, { fit, place });
		expect([smaller.scale, smaller.x, smaller.y]).toEqual([1, 0, 0]);
	});

	it('grows as two fingers part, and goes where they go', () => {
		const from = [
			{ x: -50, y: 0 },
			{ x: 50, y: 0 },
		] as const;
		const apart = [
			{ x: -100, y: 0 },
			{ x: 100, y: 0 },
		] as const;
		const large = pinchBy(fitted, { from, to: apart }, { fit, place });
		expect(large).toEqual({ scale: 2, x: 0, y: 0 });
		const moved = [
			{ x: -70, y: 10 },
			{ x: 130, y: 10 },
		] as const;
		expect(pinchBy(large, { from: apart, to: moved }, { fit, place })).toEqual({ scale: 2, x: 30, y: 10 });
		expect(pinchBy(large, { from: apart, to: from }, { fit, place })).toEqual(fitted);
	});

	it('stays a picture while two fingers are at one place', () => {
		const at = { x: 10, y: 10 };
		const apart = { x: 20, y: 10 };
		expect(pinchBy(fitted, { from: [at, at], to: [at, at] }, { fit, place })).toEqual(fitted);
		expect(pinchBy(fitted, { from: [at, at], to: [at, apart] }, { fit, place }).scale).toBe(maximumScale);
	});
});
