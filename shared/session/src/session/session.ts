import type { LoginBody, Permission, StreamPosition, User } from '@flotilla/contracts';
import type { CleanUp, EndedSession } from './clean-ups.ts';
import type { SessionStore } from './session-state.ts';

type Unsubscribe = () => void;

export interface Session {
	readonly store: SessionStore;
	/**
	 * Finds out who is signed in: from another tab, or by one refresh with the cookie. Not being signed in is an
	 * answer and not an error. When the server cannot be asked, whoever this device remembers is signed in
	 * provisionally, and the server is asked as soon as it can be: when the network is back, the page wakes, or a call
	 * needs a token. Rejects only when nobody is remembered either; the status is then still `restoring` and `restore`
	 * may be called again.
	 */
	restore(): Promise<void>;
	/** Rejects with the server's error. */
	signIn(body: LoginBody): Promise<User>;
	/** Ends the session here and in every tab at once, then cleans up and tells the server. Never rejects. */
	signOut(): Promise<void>;
	/** Kept in memory alone. */
	getAccessToken(): string | null;
	/**
	 * A fresh access token; one refresh at a time, whoever asks in whichever tab. Null when this session is over.
	 * Rejects when the server could not be asked, and nobody is signed out by that.
	 */
	refresh(): Promise<string | null>;
	can(permission: Permission): boolean;
	/** Also of who is signed in provisionally. */
	onSignedIn(callback: (user: User) => void): Unsubscribe;
	/**
	 * Called once a session, when there is a token: right after `onSignedIn`, or later when that was provisional.
	 * `position`: where the event log was when the token was given out.
	 */
	onConfirmed(callback: (user: User, position: StreamPosition) => void): Unsubscribe;
	/** Called at once, in every tab, before any clean-up has finished. */
	onSignedOut(callback: (ended: EndedSession) => void): Unsubscribe;
	/**
	 * Registers what wipes what a part of the page keeps of a person: caches, queues, databases. Runs in every tab
	 * when the session ends, for whichever reason; the next session in this tab begins when all have finished.
	 */
	onCleanUp(cleanUp: CleanUp): Unsubscribe;
	/** Takes a newer version of the signed-in person, with what their role allows; anything else is ignored. */
	replaceUser(user: User): void;
	/** Lets go of timers, channel, locks and listeners. */
	dispose(): void;
}
