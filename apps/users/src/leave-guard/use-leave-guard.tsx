import { useMessages } from '@flotilla/i18n';
import { ConfirmDialog } from '@flotilla/ui';
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { leaveGuardMessages } from './leave-guard.messages.ts';
import { type Leaving, stepTo, watchLeaving } from './leaving.ts';

export interface LeaveGuard {
	/** The question; to be rendered anywhere. */
	question: ReactNode;
	/** Goes there without asking, e.g. after a save. */
	leave(to: string): void;
}

interface Question {
	title: string;
	description: string;
	/** What the button that leaves says. */
	leave: string;
	/** What the button that stays says. */
	stay: string;
}

/**
 * Asks before somebody leaves the page while `isDirty`. A reload, closing the tab and the new version that the shell
 * offers are asked about by the browser.
 *
 * @param words instead of those about unsaved changes.
 */
export const useLeaveGuard = (isDirty: boolean, words?: Question): LeaveGuard => {
	const t = useMessages(leaveGuardMessages);
	const navigate = useNavigate();
	const { pathname } = useLocation();
	const [leaving, setLeaving] = useState<Leaving | null>(null);
	// Set before the navigation, which is heard of at once, not with the next render.
	const mayLeave = useRef(false);

	const isElsewhere = useEffectEvent((path: string) => !mayLeave.current && path !== pathname);
	useEffect(() => {
		if (!isDirty) return;
		mayLeave.current = false;
		const stop = watchLeaving((path) => isElsewhere(path), setLeaving);
		const ask = (event: BeforeUnloadEvent) => event.preventDefault();
		window.addEventListener('beforeunload', ask);
		return () => {
			stop();
			window.removeEventListener('beforeunload', ask);
		};
	}, [isDirty]);

	const leave = (to: string): void => {
		mayLeave.current = true;
		void navigate(to);
	};
	const confirm = (): void => {
		setLeaving(null);
		mayLeave.current = true;
		if (leaving?.to != null) void navigate(leaving.to);
		else if (leaving?.entryKey != null) stepTo(leaving.entryKey);
	};

	return {
		leave,
		question: (
			<ConfirmDialog
				opened={leaving !== null}
				danger
				title={words?.title ?? t('title')}
				confirmLabel={words?.leave ?? t('leave')}
				cancelLabel={words?.stay ?? t('stay')}
				onConfirm={confirm}
				onCancel={() => setLeaving(null)}
			>
				{words?.description ?? t('description')}
			</ConfirmDialog>
		),
	};
};
