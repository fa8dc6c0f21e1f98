import type { ByteRange } from '@flotilla/server';

/**
 * The range a `Range` header asks of `size` bytes (RFC 9110, 14.1.2): null for all of them (no
 * header, another unit, several ranges: a server may ignore those), `unsatisfiable` for 416.
 */
export const parseByteRange = (header: string | undefined, size: number): ByteRange | null | 'unsatisfiable' => {
	const parts = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
	if (parts === null) return null;
	const [, first = '', last = ''] = parts;
	if (first === '' && last === '') return null;
	if (first === '') {
		const length = Number(last);
		if (length === 0 || size === 0) return 'unsatisfiable';
		return { start: Math.max(0, size - length), end: size - 1 };
	}
	const start = Number(first);
	const end = last === '' ? size - 1 : Math.min(Number(last), size - 1);
	if (last !== '' && Number(last) < start) return null;
	return start >= size ? 'unsatisfiable' : { start, end };
};
