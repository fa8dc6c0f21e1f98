import type { AuthResponse } from '@flotilla/contracts';
import { earlyRefreshPlace } from './early-refresh-script.ts';

/** Milliseconds for which an answer is taken for new. */
const freshness = 30_000;

interface Brought {
	/** The server's envelope. */
	answer: { success?: unknown; data?: AuthResponse } | null;
	/** By `performance.now()`. */
	at: number;
}

/** What the page's script has brought, once: undefined when that is nothing, or old. */
export const takeEarlyRefresh = (): AuthResponse | undefined => {
	const holder = globalThis as { [earlyRefreshPlace]?: Brought };
	const brought = holder[earlyRefreshPlace];
	delete holder[earlyRefreshPlace];
	if (brought === undefined || performance.now() - brought.at > freshness) return undefined;
	return brought.answer?.success === true ? brought.answer.data : undefined;
};
