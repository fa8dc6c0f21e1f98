import { useOutbox } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { useSession } from '@flotilla/session';
import { ConfirmDialog } from '@flotilla/ui';
import { useOverlays } from '../../overlays/overlays-context.tsx';
import { signOutMessages } from './sign-out.messages.ts';

/**
 * The question before signing out, where something would be lost; see `useAskToSignOut`. It waits for its answer, also
 * when there is nothing left to lose.
 */
export const SignOut = () => {
	const t = useMessages(signOutMessages);
	const session = useSession();
	const { opened, close } = useOverlays();
	const count = useOutbox().operations.length;

	const signOut = () => {
		close();
		void session.signOut();
	};
	return (
		<ConfirmDialog
			opened={opened === 'sign-out'}
			onCancel={close}
			onConfirm={signOut}
			title={t('title', { count })}
			confirmLabel={t('confirm')}
			cancelLabel={t('cancel')}
			danger={count > 0}
		>
			{t('text', { count })}
		</ConfirmDialog>
	);
};
