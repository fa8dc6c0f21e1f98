import { mkdir, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileSource } from '../files/byte-source.ts';
import type { PartialUploads } from './partial-uploads.ts';

/** Bytes that are gathered before they are written: fewer, larger writes are faster. */
const batchSize = 1024 * 1024;

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

const nullWhenMissing = (error: unknown): null => {
	if (isMissing(error)) return null;
	throw error;
};

/** Uploads as files `<folder>/<id>`; how long one is says how far it is. Nodes may share the folder. */
export const createFolderPartials = ({ folder }: { folder: string }): PartialUploads => {
	const pathOf = (id: string) => join(folder, id);

	return {
		async create(id) {
			await mkdir(folder, { recursive: true });
			await writeFile(pathOf(id), '', { flag: 'wx' });
		},
		async write(id, source, { offset, onBytes }) {
			const handle = await open(pathOf(id), 'r+');
			let position = offset;
			let batch: Uint8Array[] = [];
			let gathered = 0;
			const flush = async () => {
				const bytes = batch;
				const length = gathered;
				batch = [];
				gathered = 0;
				const writing = handle.writev(bytes, position);
				// While the disk is busy.
				for (const chunk of bytes) onBytes(chunk);
				const { bytesWritten } = await writing;
				if (bytesWritten !== length) throw new Error(`Only ${bytesWritten} of ${length} bytes could be written.`);
				position += length;
			};
			try {
				try {
					for await (const chunk of source) {
						batch.push(chunk as Uint8Array);
						gathered += (chunk as Uint8Array).length;
						if (gathered >= batchSize) await flush();
					}
				} finally {
					if (gathered > 0) await flush();
				}
				return position;
			} finally {
				await handle.close();
			}
		},
		async offset(id) {
			const found = await stat(pathOf(id)).catch(nullWhenMissing);
			return found?.size ?? null;
		},
		source: (id, size) => fileSource(pathOf(id), size),
		location: pathOf,
		async remove(id) {
			await rm(pathOf(id), { force: true });
		},
		async *list() {
			for (const id of (await readdir(folder).catch(nullWhenMissing)) ?? []) {
				const found = await stat(pathOf(id)).catch(nullWhenMissing);
				if (found !== null) yield { id, touchedAt: found.mtimeMs };
			}
		},
	};
};
