/** One place where somebody is signed in to the fake backend. */
export interface FakeSession {
	id: string;
	userId: string;
	createdAt: string;
	lastUsedAt: string;
	/** What the client called itself. */
	userAgent: string | null;
	/** Oldest first; the last one is good, the one before it yields the same successor. */
	refreshTokens: string[];
	tokens: string[];
}

export interface FakeSessions {
	/** Those that stand, the last used first. */
	of(userId: string): FakeSession[];
	start(userId: string, userAgent: string | null): FakeSession;
	/** An access token of a session. */
	issueToken(session: FakeSession): string;
	/** Renews by the cookie: the session that it stands for, or a new one when a test put somebody into it. */
	continueByCookie(): FakeSession | undefined;
	/** Says why not, as the server does. An older token than the last two ends its session. */
	rotate(refreshToken: string): FakeSession | 'SESSION_EXPIRED' | 'SESSION_REVOKED';
	ofToken(token: string): FakeSession | undefined;
	ofRefreshToken(refreshToken: string): FakeSession | undefined;
	/** Ends those of a person that are chosen, and answers their ids. */
	end(userId: string, isChosen?: (session: FakeSession) => boolean): string[];
	/** Whether a token was ever given out, and whether its session was ended. */
	fateOf(token: string): 'unknown' | 'expired' | 'revoked';
	/** Whose cookie it is, and which session it stands for. */
	cookie: { userId: string | null; session: FakeSession | null };
}

interface Options {
	/** Access tokens that are accepted, and whose they are. */
	tokens: Map<string, string>;
}

export const createFakeSessions = ({ tokens }: Options): FakeSessions => {
	const sessions: FakeSession[] = [];
	const ended = new Set<FakeSession>();
	let issued = 0;
	const stands = (session: FakeSession): boolean => !ended.has(session);
	const addRefreshToken = (session: FakeSession): void => {
		session.refreshTokens.push(`fake-refresh-token-${crypto.randomUUID()}`);
	};
	const touch = (session: FakeSession): FakeSession => {
		session.lastUsedAt = new Date().toISOString();
		return session;
	};

	const store: FakeSessions = {
		cookie: { userId: null, session: null },
		of: (userId) => sessions.filter((session) => session.userId === userId && stands(session)).reverse(),
		start(userId, userAgent) {
			const now = new Date().toISOString();
			const head = { id: crypto.randomUUID(), userId, createdAt: now, lastUsedAt: now, userAgent };
			const session: FakeSession = { ...head, refreshTokens: [], tokens: [] };
			addRefreshToken(session);
			sessions.push(session);
			return session;
		},
		issueToken(session) {
			issued += 1;
			const token = `fake-token-${issued}`;
			session.tokens.push(token);
			tokens.set(token, session.userId);
			return token;
		},
		continueByCookie() {
			const { userId, session } = store.cookie;
			if (userId === null) return undefined;
			if (session !== null && session.userId === userId && stands(session)) return touch(session);
			const started = store.start(userId, null);
			store.cookie.session = started;
			return started;
		},
		rotate(refreshToken) {
			const session = store.ofRefreshToken(refreshToken);
			if (session === undefined) return 'SESSION_EXPIRED';
			if (!stands(session)) return 'SESSION_REVOKED';
			const age = session.refreshTokens.length - 1 - session.refreshTokens.indexOf(refreshToken);
			if (age > 1) return 'SESSION_REVOKED';
			if (age === 0) addRefreshToken(session);
			return touch(session);
		},
		ofToken: (token) => sessions.find((session) => session.tokens.includes(token)),
		ofRefreshToken: (token) => sessions.find((session) => session.refreshTokens.includes(token)),
		end(userId, isChosen = () => true) {
			const chosen = store.of(userId).filter(isChosen);
			for (const session of chosen) {
				ended.add(session);
				for (const token of session.tokens) tokens.delete(token);
			}
			return chosen.map(({ id }) => id);
		},
		fateOf(token) {
			const session = store.ofToken(token);
			return session === undefined ? 'unknown' : stands(session) ? 'expired' : 'revoked';
		},
	};
	return store;
};
