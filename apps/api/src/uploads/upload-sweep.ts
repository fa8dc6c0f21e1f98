import type { Clock } from '../clock.ts';
import type { PartialUploads } from './partial-uploads.ts';
import type { UploadRows } from './upload-rows.ts';

export interface UploadSweepOptions {
	rows: UploadRows;
	partials: PartialUploads;
	clock: Clock;
	/** Seconds that bytes may lie around without a row. */
	grace: number;
}

const batchSize = 500;

/** Removes uploads that were not finished in time, and bytes whose upload is gone, as with its owner. */
export const createUploadSweep =
	({ rows, partials, clock, grace }: UploadSweepOptions) =>
	async (): Promise<void> => {
		for (const id of await rows.expired()) {
			await rows.remove(id);
			await partials.remove(id);
		}
		const before = clock.now() - grace * 1000;
		const removeOrphans = async (ids: readonly string[]) => {
			const existing = await rows.existing(ids);
			for (const id of ids) if (!existing.has(id)) await partials.remove(id);
		};
		let ids: string[] = [];
		for await (const { id, touchedAt } of partials.list()) {
			if (touchedAt < before) ids.push(id);
			if (ids.length < batchSize) continue;
			await removeOrphans(ids);
			ids = [];
		}
		await removeOrphans(ids);
	};
