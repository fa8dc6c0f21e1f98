import type { Clock } from './clock.ts';

export interface TokenRenewal {
	/** Remembers which token the server has. */
	sent(token: string): void;
	/** Both ISO 8601 and by the server's clock, so that this device's clock may be wrong. */
	schedule(times: { expiresAt: string; serverTime: string }): void;
	stop(): void;
}

/** Milliseconds; a server whose tokens are shorter than `renewBefore` is not asked more often than this. */
const shortestWait = 5000;

/** Hands over a fresh token shortly before the one the server has comes to its end. */
export const createTokenRenewal = ({
	clock,
	renewBefore,
	getToken,
	renewToken,
	onRenewed,
}: {
	clock: Clock;
	renewBefore: number;
	getToken: () => string | null;
	renewToken: () => Promise<string | null>;
	onRenewed: (token: string) => void;
}): TokenRenewal => {
	let serverHas: string | null = null;
	let timer: unknown;
	let run = 0;

	const renew = async (): Promise<void> => {
		const current = run;
		let token: string | null;
		try {
			// The session may have renewed it already, for its own reasons.
			const atHand = getToken();
			token = atHand !== null && atHand !== serverHas ? atHand : await renewToken();
		} catch {
			if (current === run) timer = clock.setTimeout(() => void renew(), shortestWait);
			return;
		}
		// Null: the session is over, and whoever ended it disconnects.
		if (current !== run || token === null) return;
		serverHas = token;
		onRenewed(token);
	};

	const cancel = (): void => {
		run += 1;
		clock.clearTimeout(timer);
	};

	return {
		sent(token) {
			serverHas = token;
		},
		schedule({ expiresAt, serverTime }) {
			cancel();
			const lifetime = Date.parse(expiresAt) - Date.parse(serverTime);
			if (Number.isNaN(lifetime)) return;
			timer = clock.setTimeout(() => void renew(), Math.max(lifetime - renewBefore, shortestWait));
		},
		stop() {
			cancel();
			// A token outlives the connection nowhere: not even unused in memory.
			serverHas = null;
		},
	};
};
