import { useOutbox } from '@flotilla/data-cache';
import { useSession } from '@flotilla/session';
import { useOverlays } from './overlays-context.tsx';

/** For what a person presses to sign out: does so, or opens the question where something would be lost. */
export const useAskToSignOut = (): (() => void) => {
	const session = useSession();
	const { open } = useOverlays();
	const isLossless = useOutbox().operations.length === 0;
	return () => {
		if (isLossless) void session.signOut();
		else open('sign-out');
	};
};
