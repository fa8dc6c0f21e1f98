import { isApiError } from '../error/api-error.ts';

/** Where the client gets its access token; the session, or a fake. */
export interface AuthPort {
	getAccessToken(): string | null;
	/** A fresh token; null when the session is over. Rejects when that could not be found out. */
	refresh(): Promise<string | null>;
	/** Whether somebody is signed in whose first token is still to be fetched: calls wait for it. Default: never. */
	isTokenAwaited?(): boolean;
}

export interface TokenRenewal {
	/**
	 * Runs `attempt`; if its token was refused, renews it and runs `attempt` once more. A token that is awaited is
	 * fetched before.
	 */
	run<T>(attempt: (token: string | null) => Promise<T>): Promise<T>;
}

const refusals: readonly string[] = ['TOKEN_EXPIRED', 'TOKEN_INVALID', 'AUTHENTICATION_REQUIRED'];

export const createTokenRenewal = (auth: AuthPort): TokenRenewal => {
	let renewing: Promise<string | null> | null = null;

	const renew = (refused: string | null): Promise<string | null> => {
		// A refusal that comes in late, after somebody renewed the token, needs no second renewal.
		const atHand = auth.getAccessToken();
		if (atHand !== null && atHand !== refused) return Promise.resolve(atHand);
		renewing ??= auth.refresh().finally(() => {
			renewing = null;
		});
		return renewing;
	};

	return {
		async run(attempt) {
			const isAwaited = auth.getAccessToken() === null && auth.isTokenAwaited?.() === true;
			const token = isAwaited ? await renew(null) : auth.getAccessToken();
			try {
				return await attempt(token);
			} catch (error) {
				if (!isApiError(error) || error.status !== 401 || !refusals.includes(error.code)) throw error;
				// What was asked for in the name of somebody who is not signed in after all.
				if (isAwaited && token === null) throw error;
				const renewed = await renew(token);
				if (renewed === null) throw error;
				return attempt(renewed);
			}
		},
	};
};
