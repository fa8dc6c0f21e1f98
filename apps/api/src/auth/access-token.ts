import { createHttpError } from '@flotilla/server';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../clock.ts';

const issuer = 'flotilla';
const algorithm = 'HS256';

export interface AccessTokenClaims {
	userId: string;
	sessionId: string;
	/** Milliseconds since 1970. */
	expiresAt: number;
}

export interface AccessTokens {
	issue(owner: { userId: string; sessionId: string }): Promise<{ token: string; expiresAt: number }>;
	/** Throws `HttpError` TOKEN_EXPIRED or TOKEN_INVALID. Says nothing about the session. */
	read(token: string): Promise<AccessTokenClaims>;
}

export interface AccessTokensOptions {
	key: Uint8Array;
	clock: Clock;
	/** Seconds. */
	ttl: number;
}

export const createAccessTokens = ({ key, clock, ttl }: AccessTokensOptions): AccessTokens => ({
	async issue({ userId, sessionId }) {
		const issuedAt = Math.floor(clock.now() / 1000);
		const token = await new SignJWT({ sid: sessionId })
			.setProtectedHeader({ alg: algorithm })
			.setIssuer(issuer)
			.setSubject(userId)
			.setIssuedAt(issuedAt)
			.setExpirationTime(issuedAt + ttl)
			.sign(key);
		return { token, expiresAt: (issuedAt + ttl) * 1000 };
	},
	async read(token) {
		try {
			const { payload } = await jwtVerify(token, key, {
				issuer,
				algorithms: [algorithm],
				requiredClaims: ['sub', 'sid', 'exp'],
				currentDate: new Date(clock.now()),
			});
			return {
				userId: String(payload.sub),
				sessionId: String(payload.sid),
				expiresAt: Number(payload.exp) * 1000,
			};
		} catch (error) {
			throw createHttpError(error instanceof errors.JWTExpired ? 'TOKEN_EXPIRED' : 'TOKEN_INVALID', { cause: error });
		}
	},
});
