import type { StoredFile } from '@flotilla/contracts';

/** For an `<a>` drawn as a button. A file that an earlier visit kept has no address until it is fetched anew. */
export const downloadProps = ({ url, filename }: Pick<StoredFile, 'url' | 'filename'>) =>
	url === ''
		? ({ role: 'link', 'aria-disabled': true, 'data-disabled': true } as const)
		: ({ href: url, download: filename } as const);
