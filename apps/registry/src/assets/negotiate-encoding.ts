import { LRUCache } from 'lru-cache';

export type Encoding = 'br' | 'gzip' | 'identity';

/** Smallest first: it decides between encodings the client likes equally. */
const preference: readonly Encoding[] = ['br', 'gzip', 'identity'];

const parse = (header: string): Map<string, number> => {
	const qualities = new Map<string, number>();
	for (const part of header.split(',')) {
		const [coding = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
		const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
		const value = quality === undefined ? 1 : Number(quality);
		if (coding !== '') qualities.set(coding === 'x-gzip' ? 'gzip' : coding, value >= 0 && value <= 1 ? value : 0);
	}
	return qualities;
};

/** Browsers send one of a few headers with every request. */
const known = new LRUCache<string, readonly Encoding[]>({ max: 100 });
/** Characters; what is longer is no browser's. */
const longestKnown = 100;

/**
 * The encodings a client accepts, best first (RFC 9110, 12.5.3). Identity is always the last
 * resort, even where `identity;q=0` forbids it: bytes are more use than a 406.
 */
export const negotiateEncoding = (header: string | undefined): readonly Encoding[] => {
	if (header === undefined || header.trim() === '') return ['identity'];
	const found = known.get(header);
	if (found !== undefined) return found;
	const qualities = parse(header);
	const qualityOf = (encoding: Encoding): number =>
		qualities.get(encoding) ?? (encoding === 'identity' ? (qualities.get('*') ?? 0.001) : (qualities.get('*') ?? 0));
	const accepted = preference
		.filter((encoding) => encoding !== 'identity' && qualityOf(encoding) > 0)
		.concat('identity')
		.toSorted((a, b) => qualityOf(b) - qualityOf(a));
	if (header.length <= longestKnown) known.set(header, accepted);
	return accepted;
};
