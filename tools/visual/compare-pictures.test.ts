import sharp from 'sharp';
import { expect, test } from 'vitest';
import { comparePictures } from './compare-pictures.ts';

interface Square {
	left: number;
	top: number;
	size: number;
	colour: string;
}

const picture = ({
	width = 40,
	height = 30,
	squares = [],
}: {
	width?: number;
	height?: number;
	squares?: Square[];
} = {}) =>
	sharp({ create: { width, height, channels: 4, background: '#ffffff' } })
		.composite(
			squares.map(({ left, top, size, colour }) => ({
				input: { create: { width: size, height: size, channels: 4 as const, background: colour } },
				left,
				top,
			})),
		)
		.png()
		.toBuffer();

const blue = { left: 5, top: 5, size: 10, colour: '#2030c0' };

test('the same picture is the same, and there is no difference to show', async () => {
	const compared = await comparePictures(await picture({ squares: [blue] }), await picture({ squares: [blue] }));
	expect(compared).toEqual({ isSame: true, differentPixels: 0, difference: null });
});

test('a square that moved differs where it was and where it is', async () => {
	const moved = await picture({ squares: [{ ...blue, left: 20 }] });
	const compared = await comparePictures(await picture({ squares: [blue] }), moved);
	expect(compared).toMatchObject({ isSame: false, differentPixels: 200 });
	const { width, height } = await sharp(compared.difference ?? new Uint8Array()).metadata();
	expect([width, height]).toEqual([40, 30]);
});

test('one pixel of another colour is found', async () => {
	const withDot = await picture({ squares: [{ left: 7, top: 7, size: 1, colour: '#c02030' }] });
	expect(await comparePictures(await picture(), withDot)).toMatchObject({ isSame: false, differentPixels: 1 });
});

test('a picture that grew differs by what it grew, even where that is white', async () => {
	const compared = await comparePictures(await picture(), await picture({ height: 34 }));
	expect(compared).toMatchObject({ isSame: false, differentPixels: 4 * 40 });
});

test('colours closer than the threshold are equal', async () => {
	const [white, nearly] = [
		await picture(),
		await picture({ squares: [{ left: 0, top: 0, size: 10, colour: '#fdfdfd' }] }),
	];
	expect(await comparePictures(white, nearly)).toMatchObject({ isSame: true });
	const strict = { colourThreshold: 0, maximumDifferentPixels: 0 };
	expect(await comparePictures(white, nearly, strict)).toMatchObject({ isSame: false, differentPixels: 100 });
});

test('as many pixels as are allowed may differ, and one more may not', async () => {
	const [without, withSquare] = [await picture(), await picture({ squares: [blue] })];
	const allowing = (maximumDifferentPixels: number) =>
		comparePictures(without, withSquare, { colourThreshold: 0.05, maximumDifferentPixels });
	expect(await allowing(100)).toMatchObject({ isSame: true, differentPixels: 100 });
	expect(await allowing(99)).toMatchObject({ isSame: false, differentPixels: 100 });
});
