import { createHmac, timingSafeEqual } from 'node:crypto';
import { createHttpError } from '@flotilla/server';
import type { KeysetPosition, SortOrder } from './sort-order.ts';

/** Places in an order as texts for clients, who can only give them back. */
export interface Cursors {
	encode(order: SortOrder, position: KeysetPosition): string;
	/** Throws `HttpError` CURSOR_INVALID for anything that was not made for `order`. */
	decode(order: SortOrder, cursor: string): KeysetPosition;
}

export interface CursorsOptions {
	/** Of the signature: what is read from a cursor reaches the database as it is. */
	key: Buffer;
}

/** [walks forward, inclusive, keys] */
type Content = [0 | 1, 0 | 1, readonly string[]];

const signatureLength = 16;

export const createCursors = ({ key }: CursorsOptions): Cursors => {
	const sign = ({ name, direction }: SortOrder, content: Buffer) =>
		createHmac('sha256', key).update(`${name}:${direction}\n`).update(content).digest().subarray(0, signatureLength);

	return {
		encode(order, { walk, inclusive, keys }) {
			const content: Content = [walk === 'forward' ? 1 : 0, inclusive ? 1 : 0, keys];
			const bytes = Buffer.from(JSON.stringify(content));
			return Buffer.concat([sign(order, bytes), bytes]).toString('base64url');
		},
		decode(order, cursor) {
			const bytes = Buffer.from(cursor, 'base64url');
			const signature = bytes.subarray(0, signatureLength);
			const content = bytes.subarray(signatureLength);
			if (signature.length < signatureLength || !timingSafeEqual(signature, sign(order, content))) {
				throw createHttpError('CURSOR_INVALID');
			}
			const [forward, inclusive, keys] = JSON.parse(content.toString()) as Content;
			return { walk: forward === 1 ? 'forward' : 'backward', inclusive: inclusive === 1, keys };
		},
	};
};
