import { useOutbox } from '@flotilla/data-cache';
import { useSession } from '@flotilla/session';
import { useOverlays } from './overlays-context.tsx';

/**
 * For what a person presses to sign out: does so, or opens the question where something would be lost. That is known
 * once the outbox is open, which takes a moment after a page has come.
 */
export const useAskToSignOut = (): (() => void) => {
	const session = useSession();
	const { open } = useOverlays();
	const outbox = useOutbox();
	const ask = async () => {
		const personOf = () => session.store.getState().user?.id;
		const asked = personOf();
		const waiting = await outbox.opened();
		// Who has come meanwhile did not ask.
		if (personOf() !== asked) return;
		if (waiting.length === 0) await session.signOut();
		else open('sign-out');
	};
	return () => void ask();
};
