import type { StoredFile } from '@flotilla/contracts';

/** Files that are downloaded at a time: each is a download of its own, and browsers ask before many. */
export const maximumDownloads = 20;
/** Milliseconds between two: browsers drop what comes at once. */
const pause = 400;

/** One after the other, each under its name. Resolves when the last one was handed to the browser. */
export const downloadFiles = async (
	files: readonly Pick<StoredFile, 'url' | 'filename'>[],
	wait: (milliseconds: number) => Promise<unknown> = (milliseconds) =>
		new Promise((resolve) => setTimeout(resolve, milliseconds)),
): Promise<void> => {
	// One that an earlier visit kept has no address until it is fetched anew.
	const addressed = files.filter(({ url }) => url !== '');
	for (const [index, { url, filename }] of addressed.entries()) {
		if (index > 0) await wait(pause);
		const link = document.createElement('a');
		link.href = url;
		link.download = filename;
		link.click();
	}
};
