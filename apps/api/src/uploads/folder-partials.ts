import { mkdir, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileSource } from '../files/byte-source.ts';
import { PartialFile } from './partial-file.ts';
import type { PartialUploads } from './partial-uploads.ts';
import { receiveBytes } from './receive-bytes.ts';

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
		async write(id, body, { offset, end, onBytes, signal }) {
			const handle = await open(pathOf(id), 'r+');
			try {
				const file = new PartialFile({ handle, offset, end, onBytes });
				await receiveBytes(body, file, signal);
				return file.position;
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
