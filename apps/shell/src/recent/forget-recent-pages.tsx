import { useSession } from '@flotilla/session';
import { useEffect } from 'react';
import { recentPages } from './recent-pages.ts';

/** Wipes where a person was when they sign out, or somebody else signs in. A session that only ended may be gone on with. */
export const ForgetRecentPages = () => {
	const session = useSession();
	useEffect(
		() =>
			session.onCleanUp(({ reason }) => {
				if (reason === 'requested' || reason === 'replaced') recentPages.set(null);
			}),
		[session],
	);
	return null;
};
