import type { ReactNode } from 'react';
import { NoticesProvider } from '../notices/notices-context.tsx';
import { OverlaysProvider } from '../overlays/overlays-context.tsx';
import { ForgetRecentPages } from '../recent/forget-recent-pages.tsx';

/** What the shell's own parts share, whoever is signed in. */
export const ShellServices = ({ children }: { children: ReactNode }) => (
	<NoticesProvider>
		<OverlaysProvider>
			<ForgetRecentPages />
			{children}
		</OverlaysProvider>
	</NoticesProvider>
);
