import type { Permission } from '@flotilla/contracts';
import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand/react';
import type { Session } from './session.ts';
import type { SessionState } from './session-state.ts';

const SessionContext = createContext<Session | null>(null);

export const SessionProvider = ({ session, children }: { session: Session; children?: ReactNode }) => (
	<SessionContext value={session}>{children}</SessionContext>
);

/** Throws outside of a `SessionProvider`. */
export const useSession = (): Session => {
	const session = useContext(SessionContext);
	if (session === null) throw new Error('useSession needs a <SessionProvider> above it.');
	return session;
};

/** Renders again when what `select` picks changes (by `Object.is`): pick, do not build. */
export const useSessionState = <T,>(select: (state: SessionState) => T): T => useStore(useSession().store, select);

export const useCan = (permission: Permission): boolean =>
	useSessionState((state) => state.permissions.includes(permission));
