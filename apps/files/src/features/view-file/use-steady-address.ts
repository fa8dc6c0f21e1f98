import type { StoredFile } from '@flotilla/contracts';
import { useState } from 'react';

export interface SteadyAddress {
	address: string;
	/** It was refused, and there is no newer one, so far. */
	hasFailed: boolean;
	/** To be told that the address was refused: the newest one is next, now or when it comes. */
	refuse(): void;
}

/**
 * The address by which a file was opened. It is signed anew each hour, and to take the newer one at once would begin a
 * film from its start; once the old one is refused, it is time for it.
 */
export const useSteadyAddress = ({ previewUrl, url }: Pick<StoredFile, 'previewUrl' | 'url'>): SteadyAddress => {
	const newest = previewUrl ?? url;
	const [{ address, isRefused }, setOpened] = useState({ address: newest, isRefused: false });
	if (isRefused && newest !== address) setOpened({ address: newest, isRefused: false });
	return {
		address,
		hasFailed: isRefused && newest === address,
		// One that was given up meanwhile says nothing of the one that followed it.
		refuse: () => setOpened((now) => (now.address === address ? { address, isRefused: true } : now)),
	};
};
