import type { StoredFile } from '@flotilla/contracts';
import { hasAddress } from './has-address.ts';

/** For an `<a>` drawn as a button, which can be pressed once there is an address. */
export const downloadProps = (file: Pick<StoredFile, 'url' | 'filename'>) =>
	hasAddress(file)
		? ({ href: file.url, download: file.filename } as const)
		: ({ role: 'link', 'aria-disabled': true, 'data-disabled': true } as const);
