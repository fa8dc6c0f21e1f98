import pixelmatch from 'pixelmatch';
import sharp from 'sharp';
import { defaultLimits, type VisualLimits } from './visual-limits.ts';

export interface PictureComparison {
	isSame: boolean;
	/** How many pixels differ, those among them that only one picture has. */
	differentPixels: number;
	/** A PNG with what differs in red; null where nothing does. */
	difference: Uint8Array | null;
}

interface Raw {
	pixels: Uint8Array;
	width: number;
	height: number;
}

type ComparisonLimits = Pick<VisualLimits, 'colourThreshold' | 'maximumDifferentPixels'>;

/** Compares two PNGs pixel by pixel. Where their sizes differ, what only one of them has differs as well. */
export const comparePictures = async (
	before: Uint8Array,
	after: Uint8Array,
	{ colourThreshold, maximumDifferentPixels }: ComparisonLimits = defaultLimits,
): Promise<PictureComparison> => {
	const [first, second] = await Promise.all([decode(before), decode(after)]);
	const width = Math.max(first.width, second.width);
	const height = Math.max(first.height, second.height);
	const difference = new Uint8Array(width * height * 4);
	const inBoth = pixelmatch(
		onCanvas(first, { width, height }),
		onCanvas(second, { width, height }),
		difference,
		width,
		height,
		{ threshold: colourThreshold },
	);
	const common = Math.min(first.width, second.width) * Math.min(first.height, second.height);
	// What one picture has beyond the other may have the colour of the empty canvas.
	const differentPixels = Math.max(inBoth, width * height - common);
	if (differentPixels === 0) return { isSame: true, differentPixels, difference: null };
	const png = await sharp(difference, { raw: { width, height, channels: 4 } })
		.png()
		.toBuffer();
	return { isSame: differentPixels <= maximumDifferentPixels, differentPixels, difference: png };
};

const decode = async (png: Uint8Array): Promise<Raw> => {
	const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
	// A copy: pixelmatch reads words of four bytes, which a slice of a pool need not begin at.
	return { pixels: new Uint8Array(data), width: info.width, height: info.height };
};

/** The picture in the upper left corner of a canvas without a colour. */
const onCanvas = (picture: Raw, { width, height }: { width: number; height: number }): Uint8Array => {
	if (picture.width === width && picture.height === height) return picture.pixels;
	const canvas = new Uint8Array(width * height * 4);
	const line = picture.width * 4;
	for (let y = 0; y < picture.height; y += 1) {
		canvas.set(picture.pixels.subarray(y * line, (y + 1) * line), y * width * 4);
	}
	return canvas;
};
