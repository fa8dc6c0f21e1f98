import type { ReactNode } from 'react';
import { RemoteArea } from './remote-area.tsx';

/** All pages of one remote; belongs under the remote's route prefix. */
export const RemotePage = ({ remote, fallback }: { remote: string; fallback: ReactNode }) => (
	<RemoteArea remote={remote} fallback={fallback}>
		{({ Page }) => <Page />}
	</RemoteArea>
);
