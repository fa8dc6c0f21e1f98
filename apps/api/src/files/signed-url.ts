import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock.ts';

/** Seconds an address is good for at least, and for which it stays the same, so that browsers may cache. */
const validity = 60 * 60;

export interface SignedQuery {
	exp: string;
	sig: string;
	inline?: '1' | undefined;
}

export interface UrlSigner {
	/** `/api<path>?exp=…&sig=…`; with `inline` also `inline=1`, which is signed too. */
	sign(path: string, options?: { inline?: boolean }): string;
	/** Whether `query` was signed for `path` and has not ended. */
	verify(path: string, query: SignedQuery): boolean;
}

export const createUrlSigner = ({ key, clock }: { key: Uint8Array; clock: Clock }): UrlSigner => {
	const seconds = () => Math.floor(clock.now() / 1000);
	const signature = (path: string, exp: string, inline: boolean) =>
		createHmac('sha256', key)
			.update([path, exp, inline ? 'inline' : 'attachment'].join('\n'))
			.digest('base64url');

	return {
		sign(path, { inline = false } = {}) {
			const exp = String(Math.ceil(seconds() / validity) * validity + validity);
			return `/api${path}?exp=${exp}&sig=${signature(path, exp, inline)}${inline ? '&inline=1' : ''}`;
		},
		verify(path, { exp, sig, inline }) {
			const expected = Buffer.from(signature(path, exp, inline === '1'));
			const given = Buffer.from(sig);
			if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
			return Number(exp) > seconds();
		},
	};
};
