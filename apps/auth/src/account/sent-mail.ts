/** A mail that is on its way, as the page that asked for it tells the page that waits for it. */
export interface SentMail {
	email: string;
	/** `verify`: it confirms the address; `reset`: with it a new password is chosen. */
	purpose: 'verify' | 'reset';
	/** Where it can be read, in development. */
	outboxPath?: string | undefined;
}

/**
 * Reads it from the state of the browser's history, which outlives a reload and in which anything may stand. It is not
 * in the address: that would be written into logs.
 */
export const readSentMail = (state: unknown): SentMail | null => {
	if (typeof state !== 'object' || state === null) return null;
	const { email, purpose, outboxPath } = state as Record<string, unknown>;
	if (typeof email !== 'string' || email === '' || (purpose !== 'verify' && purpose !== 'reset')) return null;
	// A path of this origin, or nothing.
	const isPath = typeof outboxPath === 'string' && /^\/(?![/\\])/.test(outboxPath);
	return { email, purpose, ...(isPath ? { outboxPath } : {}) };
};
