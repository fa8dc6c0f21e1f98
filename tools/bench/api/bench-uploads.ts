import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createApi } from '@flotilla/api';
import { createLog } from '@flotilla/server';
import type { Service } from '../../suite/start-service.ts';
import { type Comparison, comparePairs } from '../statistics/compare-pairs.ts';
import { median } from '../statistics/median.ts';
import { createRandom } from '../statistics/random.ts';
import { account, memoryOf, signIn, startBenchApi, startBenchService } from './bench-service.ts';

export interface UploadsBenchOptions {
	rounds: number;
	/** Bytes of one upload. Default 1 GiB. */
	size?: number;
	seed: number;
	report(line: string): void;
}

export interface UploadsResult {
	/** MB a second, medians; ours with the file checked, hashed, stored and announced. */
	ours: number;
	bare: number;
	/** Ours against bare. */
	comparison: Comparison;
	/** MB of resident memory of our server before the first upload, after all, and its highest while they ran. */
	memoryBefore: number;
	memoryAfter: number;
	memoryPeak: number;
}

const chunkSize = 1024 * 1024;
/** A video as its first bytes go: what is of this size mostly is one. */
const head = Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1');
/** The same bytes again and again, after a number that makes each file one of its own. */
const chunk = Buffer.from(randomBytes(chunkSize / 2).toString('hex'));

const createBody = (size: number, round: number): Readable =>
	Readable.from(
		(function* () {
			const own = Buffer.concat([head, createHash('sha256').update(`round ${round} ${Date.now()}`).digest()]);
			yield own;
			for (let left = size - own.length; left > 0; left -= chunkSize)
				yield left < chunkSize ? chunk.subarray(0, left) : chunk;
		})(),
		{ objectMode: false, highWaterMark: chunkSize },
	);

/** One upload in one request, as fast as it goes. Milliseconds. */
const upload = async (
	address: string,
	token: string | undefined,
	size: number,
	round: number,
): Promise<{ time: number; id: string }> => {
	const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
	const metadata = ['filename', 'filetype'].map((key, index) => {
		const value = index === 0 ? `large-${round}.mp4` : 'video/mp4';
		return `${key} ${Buffer.from(value).toString('base64')}`;
	});
	const began = performance.now();
	const created = await fetch(address, {
		method: 'POST',
		headers: {
			...authorization,
			'tus-resumable': '1.0.0',
			'upload-length': String(size),
			'upload-metadata': metadata.join(','),
		},
	});
	const location = created.headers.get('location');
	if (created.status !== 201 || location === null)
		throw new Error(`Creating an upload was answered ${created.status}.`);
	const patch = request(new URL(location, address), {
		method: 'PATCH',
		headers: {
			...authorization,
			'tus-resumable': '1.0.0',
			'upload-offset': '0',
			'content-type': 'application/offset+octet-stream',
			'content-length': size,
		},
	});
	const answered = new Promise<number>((resolve, reject) => {
		patch.on('response', (response) => {
			response.resume().on('end', () => resolve(response.statusCode ?? 0));
		});
		patch.on('error', reject);
	});
	await pipeline(createBody(size, round), patch);
	const status = await answered;
	if (status !== 204) throw new Error(`The upload was answered ${status}.`);
	return { time: performance.now() - began, id: location.split('/').at(-1) ?? '' };
};

/** Resumable uploads through our API, and through `@tus/server` alone, in paired rounds. */
export const benchUploads = async ({
	rounds,
	size = 1024 ** 3,
	seed,
	report,
}: UploadsBenchOptions): Promise<UploadsResult> => {
	const folder = await mkdtemp(join(tmpdir(), 'flotilla-bench-uploads-'));
	const random = createRandom(seed);
	const services: Service[] = [];
	try {
		const data = {
			dataFolder: join(folder, 'ours'),
			log: createLog({ name: 'bench', level: 'silent' }),
			demo: account,
		};
		const prepared = await createApi(data);
		await prepared.backgroundWorkDone();
		await prepared.close();
		await mkdir(join(folder, 'bare'), { recursive: true });
		const ours = await startBenchApi(folder, 'ours', { FILE_QUOTA: '0' });
		const bare = await startBenchService({
			name: 'bare',
			script: 'tools/bench/api/bare-tus-server.ts',
			folder,
			env: { FOLDER: join(folder, 'bare') },
		});
		services.push(ours, bare);
		const { token } = await signIn(ours.url);
		const uploadOurs = async (round: number) => {
			const { time, id } = await upload(`${ours.url}/api/files/tus`, token, size, round);
			const removed = await fetch(`${ours.url}/api/files/${id}`, {
				method: 'DELETE',
				headers: { authorization: `Bearer ${token}` },
			});
			if (!removed.ok) throw new Error(`Removing the file was answered ${removed.status}.`);
			return time;
		};
		const uploadBare = async (round: number) => {
			const { time } = await upload(`${bare.url}/files`, undefined, size, round);
			// The disk is not to fill up.
			await rm(join(folder, 'bare'), { recursive: true, force: true });
			await mkdir(join(folder, 'bare'), { recursive: true });
			return time;
		};
		await uploadOurs(-1);
		await uploadBare(-1);
		const { now: memoryBefore } = await memoryOf(ours.pid);
		let memoryPeak = memoryBefore;
		const watch = setInterval(async () => {
			memoryPeak = Math.max(memoryPeak, (await memoryOf(ours.pid)).now);
		}, 100);
		const pairs: { ours: number; bare: number }[] = [];
		for (let round = 0; round < rounds; round += 1) {
			const oursFirst = random() < 0.5;
			const first = await (oursFirst ? uploadOurs : uploadBare)(round);
			const second = await (oursFirst ? uploadBare : uploadOurs)(round);
			pairs.push(oursFirst ? { ours: first, bare: second } : { ours: second, bare: first });
			report(
				`upload ${round + 1} of ${rounds}: ${pairs.at(-1)?.ours.toFixed(0)} ms, bare ${pairs.at(-1)?.bare.toFixed(0)} ms`,
			);
		}
		clearInterval(watch);
		const { now: memoryAfter } = await memoryOf(ours.pid);
		const speed = (milliseconds: number) => size / 1000 / milliseconds;
		return {
			ours: speed(median(pairs.map((pair) => pair.ours))),
			bare: speed(median(pairs.map((pair) => pair.bare))),
			comparison: comparePairs(
				pairs.map((pair) => ({ value: pair.bare, base: pair.ours })),
				{ random },
			),
			memoryBefore,
			memoryAfter,
			memoryPeak,
		};
	} finally {
		await Promise.all(services.map((service) => service.stop()));
		await rm(folder, { recursive: true, force: true });
	}
};
