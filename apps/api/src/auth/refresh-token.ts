import { createHash, createHmac, randomBytes } from 'node:crypto';

const tokenBytes = 32;

/** What the database keeps of a token: enough to recognise it, not to use it. */
export const hashRefreshToken = (token: string): string => createHash('sha256').update(token).digest('hex');

export const createFirstRefreshToken = (): string => randomBytes(tokenBytes).toString('base64url');

/**
 * The token after `token`. Computed from it with the server's key and not drawn by lot:
 * a parent that is shown twice gives the same successor twice, although only hashes are stored.
 */
export const succeedRefreshToken = (token: string, key: Uint8Array): string =>
	createHmac('sha256', key).update('refresh-token\n').update(token).digest('base64url');
