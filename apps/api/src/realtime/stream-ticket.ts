import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createHttpError } from '@flotilla/server';

/**
 * An access token sealed for the event stream alone: in an address it is worth nothing anywhere
 * else, and it ends with its token and its session.
 */
export interface StreamTickets {
	seal(accessToken: string): string;
	/** Throws `HttpError` TOKEN_INVALID. */
	open(ticket: string): string;
}

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;

/** `key`: 32 bytes. */
export const createStreamTickets = ({ key }: { key: Uint8Array }): StreamTickets => ({
	seal(accessToken) {
		const nonce = randomBytes(nonceLength);
		const cipher = createCipheriv(algorithm, key, nonce);
		const sealed = Buffer.concat([cipher.update(accessToken, 'utf8'), cipher.final()]);
		return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
	},
	open(ticket) {
		const bytes = Buffer.from(ticket, 'base64url');
		try {
			const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceLength), { authTagLength: tagLength });
			decipher.setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength));
			const opened = [decipher.update(bytes.subarray(nonceLength + tagLength)), decipher.final()];
			return Buffer.concat(opened).toString('utf8');
		} catch (error) {
			throw createHttpError('TOKEN_INVALID', { cause: error });
		}
	},
});
