import { createRandom } from '../bench/statistics/random.ts';
import { createVideo, sha256Of, startUploads } from './start-uploads.ts';

export interface UploadsSoakOptions {
	/** Files. */
	rounds: number;
	seed: number;
	report(line: string): void;
	/** Bytes of the largest file. Default 12 MiB. */
	largest?: number;
	/** What happens to each on its way. Default 8. */
	disturbances?: number;
}

const mebibyte = 1024 * 1024;

/**
 * Sends large files through a connection that is cut at random, pauses them, lets their token end and reloads
 * their page, and resolves with which did not arrive whole and once.
 */
export const soakUploads = async ({
	rounds,
	seed,
	report,
	largest = 12 * mebibyte,
	disturbances = 8,
}: UploadsSoakOptions): Promise<readonly string[]> => {
	const random = createRandom(seed);
	const tokenLife = 60;
	const world = await startUploads({ accessTokenTtl: tokenLife, authenticationMemory: 0 });
	const problems: string[] = [];
	let cuts = 0;
	let reloads = 0;
	try {
		const before = (await world.openPage().api.files.usage()).count;
		for (let round = 1; round <= rounds; round += 1) {
			const file = createVideo(2 * mebibyte + Math.floor(random() * (largest - 2 * mebibyte)), `${round}.mp4`);
			let left = disturbances;
			let nextAt = random() * 0.3;
			let reload: (() => void) | undefined;

			const disturb = (upload: { pause(): void; resume(): void }): void => {
				const chance = random();
				if (chance < 0.4) {
					cuts += 1;
					world.relay.breakAll();
				} else if (chance < 0.6) {
					upload.pause();
					upload.resume();
				} else if (chance < 0.8) {
					world.started.passTime(tokenLife + 1);
				} else {
					reload?.();
				}
			};

			const send = (): Promise<string> => {
				const page = world.openPage();
				const reloading = new Promise<string>((resolve) => {
					reload = () => {
						reloads += 1;
						handle.pause();
						resolve('reloaded');
					};
				});
				const handle = page.uploads.uploadFile(file, {
					onProgress({ loaded, total }) {
						if (left === 0 || loaded / total < nextAt) return;
						left -= 1;
						nextAt += random() * 0.15;
						disturb(handle);
					},
				});
				return Promise.race([handle.result.then(({ id }) => id), reloading]);
			};

			let id = 'reloaded';
			while (id === 'reloaded') id = await send();
			const { api } = world.openPage();
			const stored = await api.files.read(id);
			const [sent, kept] = await Promise.all([sha256Of(file), api.files.download(stored).then(sha256Of)]);
			if (sent !== stored.sha256 || sent !== kept) problems.push(`round ${round}: ${stored.size} bytes, but others`);
			report(`round ${round}: ${Math.round(file.size / mebibyte)} MiB, ${disturbances - left} disturbances`);
		}
		const { count } = await world.openPage().api.files.usage();
		if (count - before !== rounds) problems.push(`${count - before} files of ${rounds} uploads`);
		if (world.storage.length !== 0) problems.push(`${world.storage.length} uploads are remembered that are through`);
		report(`${cuts} cuts, ${reloads} reloads, ${world.renewals} renewals of the token`);
	} finally {
		await world.stop();
	}
	return problems;
};
