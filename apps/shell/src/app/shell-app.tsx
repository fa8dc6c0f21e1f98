import { type Federation, FederationProvider } from '@flotilla/federation';
import { type Platform, PlatformProvider } from '@flotilla/platform';
import { UiProvider } from '@flotilla/ui';
import { BrowserRouter } from 'react-router';
import type { FaultSeam } from '../faults/fault-seam.ts';
import { FaultSeamProvider } from '../faults/fault-seam-context.tsx';
import { ShellPage } from './shell-page.tsx';

interface Props {
	platform: Platform;
	federation: Federation;
	faults: FaultSeam;
}

export const ShellApp = ({ platform, federation, faults }: Props) => (
	<UiProvider nonce={scriptNonce()}>
		<PlatformProvider platform={platform}>
			<FederationProvider federation={federation}>
				<FaultSeamProvider value={faults}>
					<BrowserRouter>
						<ShellPage />
					</BrowserRouter>
				</FaultSeamProvider>
			</FederationProvider>
		</PlatformProvider>
	</UiProvider>
);

/** The page's nonce, for what a component has to write into a style element. */
const scriptNonce = (): string | undefined => document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce;
