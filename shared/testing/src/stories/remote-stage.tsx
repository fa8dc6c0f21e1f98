import { RemotePage } from '@flotilla/federation';
import type { ReactNode } from 'react';
import { Route, Routes } from 'react-router';
import type { StoryWorld } from './create-story-world.ts';
import { StoryPage, StoryStage } from './story-stage.tsx';

export interface RemoteStageProps {
	world: StoryWorld;
	/** The remote's name in the world's composition. */
	remote: string;
	/** Where the person is. Default: the remote's route prefix. */
	address?: string | undefined;
	/** Shown while the remote is on its way. Default: a word. */
	fallback?: ReactNode;
}

/** A whole remote where the shell would have it: its page below its own address, with its life and its failures. */
export const RemoteStage = ({ world, remote, address, fallback = <p>Loading</p> }: RemoteStageProps) => {
	const manifest = world.federation.find(remote)?.manifest;
	const prefix = manifest?.routePrefix ?? `/${remote}`;
	// Pages that are open to all stand alone, and bring their own landmark.
	const Around = manifest?.access === 'public' ? StoryStage : StoryPage;
	return (
		<Around world={world} address={address ?? prefix}>
			<Routes>
				<Route path={`${prefix}/*`} element={<RemotePage remote={remote} fallback={fallback} />} />
			</Routes>
		</Around>
	);
};
