import type { Endpoints } from '../http/serve-endpoints.ts';
import type { StorageReport } from './examine-storage.ts';
import { storageEndpoints } from './storage.endpoints.ts';

export interface StorageRoutesOptions {
	/** Reads all that is stored. */
	examine: () => Promise<StorageReport>;
}

/** Reading all stored files. */
export const registerStorageRoutes = ({ answer }: Endpoints, { examine }: StorageRoutesOptions): void => {
	let underWay: Promise<StorageReport> | undefined;
	answer(storageEndpoints.examine, () => {
		// Who asks meanwhile gets the same answer: two readers would only halve the speed of the disk.
		underWay ??= examine().finally(() => {
			underWay = undefined;
		});
		return underWay;
	});
};
