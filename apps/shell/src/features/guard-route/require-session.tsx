import { useFederation } from '@flotilla/federation';
import { useMessages } from '@flotilla/i18n';
import { useSessionState } from '@flotilla/session';
import { EmptyState } from '@flotilla/ui';
import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { guardRouteMessages } from './guard-route.messages.ts';
import { ServerUnreachable } from './server-unreachable.view.tsx';

/** Sends people who are not signed in to where they can, and back afterwards. */
export const RequireSession = ({ children }: { children: ReactNode }) => {
	const status = useSessionState((state) => state.status);
	const isLeft = useSessionState((state) => state.endedBecause === 'requested');
	const t = useMessages(guardRouteMessages);
	const { composition } = useFederation();
	const { pathname, search, hash } = useLocation();

	if (status === 'signed-in') return children;
	// The shell asks before it first renders: what is still unknown then could not be asked.
	if (status === 'restoring') return <ServerUnreachable />;

	const signInPath = composition.remotes.find(({ manifest }) => manifest.signInPath)?.manifest.signInPath;
	if (signInPath === undefined) {
		return <EmptyState title={t('nobody')} description={t('nobodyHint')} />;
	}
	const target = `${pathname}${search}${hash}`;
	// Whoever signed out is done with the page: it is not where the next one to sign in wants to go.
	return (
		<Navigate
			replace
			to={target === '/' || isLeft ? signInPath : `${signInPath}?return=${encodeURIComponent(target)}`}
		/>
	);
};
