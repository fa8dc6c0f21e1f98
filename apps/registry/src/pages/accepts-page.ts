import { reservedPaths } from '@flotilla/contracts';

const looksLikeFile = (path: string): boolean => (path.split('/').at(-1) ?? '').includes('.');

export interface PageRequest {
	/** Without the query. */
	path: string;
	accept: string | undefined;
	/** The `Sec-Fetch-Dest` header. */
	destination: string | undefined;
}

/**
 * Whether a request wants a page. A page in place of a missing script would be parsed as
 * JavaScript, so what a browser loads for a document's use never gets one, and whoever takes
 * anything (`*\/*`) does not get one for what looks like a file.
 */
export const acceptsPage = ({ path, accept = '*/*', destination = 'document' }: PageRequest): boolean => {
	if (reservedPaths.includes(path.split('/')[1] ?? '')) return false;
	if (!['document', 'iframe', 'empty'].includes(destination)) return false;
	const types = accept.split(',').map((part) => part.split(';', 1)[0]?.trim().toLowerCase());
	return types.includes('text/html') || (types.includes('*/*') && !looksLikeFile(path));
};
