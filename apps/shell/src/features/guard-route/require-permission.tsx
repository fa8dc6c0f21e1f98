import type { Permission } from '@flotilla/contracts';
import { useSessionState } from '@flotilla/session';
import { Button, EmptyState } from '@flotilla/ui';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

interface Props {
	/** Undefined: whoever is signed in. */
	permission: Permission | undefined;
	children: ReactNode;
}

export const RequirePermission = ({ permission, children }: Props) => {
	const allowed = useSessionState(({ permissions }) => permission === undefined || permissions.includes(permission));
	if (allowed) return children;
	return (
		<>
			<title>No access · Flotilla</title>
			<EmptyState
				isPage
				title="You have no access to this page"
				description="Ask an administrator for the permission if you need it."
				action={
					<Button component={Link} to="/">
						Go to the dashboard
					</Button>
				}
			/>
		</>
	);
};
