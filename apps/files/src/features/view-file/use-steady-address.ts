import type { StoredFile } from '@flotilla/contracts';
import { useState } from 'react';

export interface SteadyAddress {
	address: string;
	/** Goes on with the newest one. False when there is none but this: then the failure is another one. */
	renew(): boolean;
}

/**
 * The address by which a file was opened. It is signed anew each hour, and to take the newer one at once would begin a
 * film from its start; once the old one is refused, it is time for it.
 */
export const useSteadyAddress = ({ previewUrl, url }: Pick<StoredFile, 'previewUrl' | 'url'>): SteadyAddress => {
	const newest = previewUrl ?? url;
	const [address, setAddress] = useState(newest);
	return {
		address,
		renew() {
			setAddress(newest);
			return newest !== address;
		},
	};
};
