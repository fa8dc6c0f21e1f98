import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { comparePictures } from './compare-pictures.ts';
import { picturesIn } from './pictures-in.ts';
import type { VisualLimits } from './visual-limits.ts';

/** `gone`: there is a picture from before and no such story now. */
export type Verdict = 'same' | 'changed' | 'new' | 'gone';

export interface ComparedPicture {
	/** File name without its ending. */
	name: string;
	verdict: Verdict;
	/** 0 unless it changed. */
	differentPixels: number;
}

export interface CompareSetsOptions {
	/** Folders of PNGs. */
	before: string;
	after: string;
	/** Where pictures of the differences go; what was there is gone. */
	differences: string;
	limits: VisualLimits;
	/** Which of the pictures from before count. Default: all. */
	isWanted?: (name: string) => boolean;
}

/** Compares two folders of pictures by name; sorted so that what needs a look comes first. */
export const compareSets = async ({
	before,
	after,
	differences,
	limits,
	isWanted = () => true,
}: CompareSetsOptions): Promise<ComparedPicture[]> => {
	await rm(differences, { recursive: true, force: true });
	await mkdir(differences, { recursive: true });
	const [old, fresh] = [new Set((await picturesIn(before)).filter(isWanted)), new Set(await picturesIn(after))];
	const compared: ComparedPicture[] = [];
	for (const name of [...new Set([...old, ...fresh])].sort()) {
		if (!old.has(name)) compared.push({ name, verdict: 'new', differentPixels: 0 });
		else if (!fresh.has(name)) compared.push({ name, verdict: 'gone', differentPixels: 0 });
		else compared.push(await compareOne(name));
	}
	return compared.sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));

	async function compareOne(name: string): Promise<ComparedPicture> {
		const [first, second] = await Promise.all([before, after].map((folder) => readFile(join(folder, `${name}.png`))));
		if (first === undefined || second === undefined) throw new TypeError(`${name} cannot be read.`);
		// Most did not change by a byte, and need no decoding.
		if (first.equals(second)) return { name, verdict: 'same', differentPixels: 0 };
		const { isSame, differentPixels, difference } = await comparePictures(first, second, limits);
		if (isSame) return { name, verdict: 'same', differentPixels };
		if (difference !== null) await writeFile(join(differences, `${name}.png`), difference);
		return { name, verdict: 'changed', differentPixels };
	}
};

const order: readonly Verdict[] = ['changed', 'gone', 'new', 'same'];
