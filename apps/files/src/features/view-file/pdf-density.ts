import type { Size } from './zoom.model.ts';

/** Device pixels in one of CSS; more is not seen and costs memory. */
const maximumDensity = 2;
/** Device pixels of one page, 64 MiB of them: more than Safari draws on a canvas. Larger ones are drawn coarser. */
export const maximumPixels = 16_777_216;

/** Device pixels in one of CSS with which a page of this size is drawn. */
export const densityOf = ({ width, height }: Size, ratio: number): number =>
	Math.min(ratio, maximumDensity, Math.sqrt(maximumPixels / (width * height)));
