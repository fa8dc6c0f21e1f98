// `npm run visual`: takes a picture of every story and compares it with the kept one, or with that of another commit.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureChromium } from '../browser/ensure-chromium.ts';
import { root } from '../suite/build-apps.ts';
import { buildStorybook } from './build-storybook.ts';
import { compareSets } from './compare-sets.ts';
import { dropFailed, keepPictures } from './keep-pictures.ts';
import { listShots } from './list-shots.ts';
import { openReference, UnknownReferenceError } from './open-reference.ts';
import { OptionsError, readOptions, type VisualOptions } from './read-options.ts';
import { serveFolder } from './serve-folder.ts';
import { type TakenPictures, takePictures } from './take-pictures.ts';
import { isWantedBy } from './wanted-pictures.ts';
import { describeVerdicts, writeReport } from './write-report.ts';

const folder = join(root, '.flotilla/visual');
const kept = join(folder, 'kept');
const differences = join(folder, 'differences');

interface PictureCheckout {
	/** The checkout whose stories are shown. */
	checkout: string;
	/** The pictures' folder below `.flotilla/visual`. */
	name: string;
	options: VisualOptions;
}

/** Builds the Storybook of a checkout and takes its pictures. */
const pictureCheckout = async ({ checkout, name, options }: PictureCheckout) => {
	const storybook = join(folder, `storybook-${name}`);
	const pictures = join(folder, name);
	console.log(`Building the stories of ${name} ...`);
	await buildStorybook({ folder: checkout, output: storybook });
	const shots = await listShots({ folder: storybook, ...options });
	await rm(pictures, { recursive: true, force: true });
	await mkdir(pictures, { recursive: true });
	const { url, stop } = await serveFolder(storybook);
	let count = 0;
	try {
		const taken = await takePictures({
			url,
			shots,
			folder: pictures,
			pages: options.pages,
			maximumHeight: options.limits.maximumHeight,
			onTaken() {
				count += 1;
				if (count % 50 === 0) console.log(`${count} of ${shots.length} pictures`);
			},
		});
		complain(taken);
		return { shots, pictures, taken };
	} finally {
		await stop();
	}
};

const complain = ({ failures, foreign }: TakenPictures): void => {
	for (const [name, failure] of failures) console.error(`${name} failed: ${failure.split('\n')[0]}`);
	for (const url of foreign) console.error(`A story asked another server: ${url}`);
};

const pictureReference = async (reference: string, options: VisualOptions) => {
	const other = await openReference({ root, reference, folder: join(folder, 'reference') });
	try {
		if (other.hasOtherDependencies)
			console.warn(`${reference} has other dependencies; its stories are built with those installed here.`);
		const { pictures, taken } = await pictureCheckout({ checkout: other.folder, name: 'before', options });
		await dropFailed(pictures, taken.failures);
		return { pictures, description: `This checkout against ${reference} (${other.commit}).` };
	} finally {
		await other.close();
	}
};

const run = async (args: string[]): Promise<number> => {
	const options = readOptions(args);
	ensureChromium();
	await mkdir(folder, { recursive: true });
	const before =
		options.against === undefined
			? { pictures: kept, description: 'This checkout against the pictures that are kept here.' }
			: await pictureReference(options.against, options);
	const { shots, pictures, taken } = await pictureCheckout({ checkout: root, name: 'after', options });
	const isBroken = taken.failures.size > 0 || taken.foreign.size > 0;
	if (options.update) {
		await keepPictures({ pictures, kept, failures: taken.failures, isWanted: isWantedBy(options, shots) });
		console.log(`${shots.length - taken.failures.size} pictures are kept now.`);
		return isBroken ? 1 : 0;
	}
	const compared = await compareSets({
		before: before.pictures,
		after: pictures,
		differences,
		limits: options.limits,
		isWanted: isWantedBy(options, shots),
	});
	const report = await writeReport({
		folder,
		before: before.pictures,
		after: pictures,
		differences,
		compared,
		shots,
		failures: taken.failures,
		description: before.description,
	});
	console.log(`\n${before.description} ${shots.length} pictures: ${describeVerdicts(compared)}.`);
	for (const { name, verdict } of compared)
		if (verdict === 'changed' || verdict === 'gone') console.log(`${verdict}: ${name}`);
	console.log(`Before, after and difference are in ${report}.`);
	if (compared.length > 0 && compared.every(({ verdict }) => verdict === 'new'))
		console.log('Nothing was kept yet: `npm run visual -- --update` keeps these.');
	return isBroken || compared.some(({ verdict }) => verdict === 'changed' || verdict === 'gone') ? 1 : 0;
};

try {
	process.exitCode = await run(process.argv.slice(2));
} catch (error) {
	if (!(error instanceof OptionsError || error instanceof UnknownReferenceError)) throw error;
	console.error(error.message);
	process.exitCode = 2;
}
