import { useMessages } from '@flotilla/i18n';
import type { ReactNode } from 'react';
import { Icon } from '../icon/icon.tsx';
import { uiMessages } from '../ui.messages.ts';
import { EmptyState } from './empty-state.tsx';

export interface NoPermissionProps {
	/** Default `This is not open to you`, translated. */
	title?: ReactNode;
	/** The one that is missing, e.g. `users:write`: whoever may give it looks for that name. */
	permission?: string | undefined;
	/** Default: who can change that, translated. */
	description?: ReactNode;
	/** The way out. */
	action?: ReactNode;
}

/** Stands where somebody may not look. Trying again changes nothing, so it does not offer that. */
export function NoPermission({ title, permission, description, action }: NoPermissionProps) {
	const t = useMessages(uiMessages);
	const hint =
		permission === undefined
			? t('noPermissionHint')
			: t.rich<ReactNode>('noPermissionNamed', { permission, code: (name) => <code key="name">{name}</code> });
	return (
		<EmptyState
			icon={<Icon name="lock" size={20} />}
			title={title ?? t('noPermission')}
			description={description ?? hint}
			action={action}
		/>
	);
}
