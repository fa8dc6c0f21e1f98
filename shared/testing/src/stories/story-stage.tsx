import { FederationProvider } from '@flotilla/federation';
import { PlatformProvider } from '@flotilla/platform';
import { type ReactNode, useEffect } from 'react';
import { MemoryRouter, useLocation } from 'react-router';
import type { StoryWorld } from './create-story-world.ts';

interface Props {
	world: StoryWorld;
	/** Where the person is. */
	address: string;
	children: ReactNode;
}

/** Stands in for the page: what every component may rely on. The address is to be read at `address`. */
export const StoryStage = ({ world, address, children }: Props) => {
	useEffect(() => () => world.dispose(), [world]);
	return (
		<PlatformProvider platform={world.platform}>
			<FederationProvider federation={world.federation}>
				<MemoryRouter initialEntries={[address]}>
					{children}
					<Address />
				</MemoryRouter>
			</FederationProvider>
		</PlatformProvider>
	);
};

/** The stage with what the shell puts around a remote's page. */
export const StoryPage = ({ children, ...props }: Props) => (
	<StoryStage {...props}>
		<main>{children}</main>
	</StoryStage>
);

const Address = () => {
	const { pathname, search } = useLocation();
	return <output data-testid="address" hidden>{`${pathname}${search}`}</output>;
};
