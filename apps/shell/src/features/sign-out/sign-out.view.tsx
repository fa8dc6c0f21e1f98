import { useOutbox } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { useSession } from '@flotilla/session';
import { ConfirmDialog } from '@flotilla/ui';
import { useEffect, useEffectEvent } from 'react';
import { useOverlays } from '../../overlays/overlays-context.tsx';
import { signOutMessages } from './sign-out.messages.ts';

/** Signs out when that is asked for, from wherever; with a question where something would be lost. */
export const SignOut = () => {
	const t = useMessages(signOutMessages);
	const session = useSession();
	const { opened, close } = useOverlays();
	const count = useOutbox().operations.length;
	const isAsked = opened === 'sign-out';

	const signOut = () => {
		close();
		void session.signOut();
	};
	const signOutAtOnce = useEffectEvent(signOut);
	useEffect(() => {
		if (isAsked && count === 0) signOutAtOnce();
	}, [isAsked, count]);

	return (
		<ConfirmDialog
			opened={isAsked && count > 0}
			onCancel={close}
			onConfirm={signOut}
			title={t('title', { count })}
			confirmLabel={t('confirm')}
			cancelLabel={t('cancel')}
			danger
		>
			{t('text', { count })}
		</ConfirmDialog>
	);
};
