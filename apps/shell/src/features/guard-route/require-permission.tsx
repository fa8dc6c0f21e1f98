import type { Permission } from '@flotilla/contracts';
import { useSessionState } from '@flotilla/session';
import type { ReactNode } from 'react';
import { NoAccess } from './no-access.view.tsx';

interface Props {
	/** Undefined: whoever is signed in. */
	permission: Permission | undefined;
	/** Who runs the page. */
	owner: string;
	children: ReactNode;
}

export const RequirePermission = ({ permission, owner, children }: Props) => {
	const permissions = useSessionState((state) => state.permissions);
	return permission === undefined || permissions.includes(permission) ? (
		children
	) : (
		<NoAccess permission={permission} owner={owner} />
	);
};
