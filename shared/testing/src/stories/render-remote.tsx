import type { RemoteManifestInput } from '@flotilla/contracts';
import type { StartRemote } from '@flotilla/federation';
import { UiProvider } from '@flotilla/ui';
import { createRoot } from 'react-dom/client';
import { createStoryWorld, type StoryWorld, type StoryWorldOptions } from './create-story-world.ts';
import { RemoteStage } from './remote-stage.tsx';

export interface RenderRemoteOptions extends StoryWorldOptions {
	/** Where the person is. Default: the remote's route prefix. */
	address?: string;
	/** Where to render. Default: a new element at the end of the page. */
	container?: HTMLElement;
}

export interface RenderedRemote {
	/** What the remote stands on: the fake API, the real platform over it, and the federation that runs it. */
	world: StoryWorld;
	container: HTMLElement;
	/** Takes the page away, which ends the remote's life and everything that the world holds. */
	unmount(): void;
}

/**
 * Runs a remote as the shell would, without a build: its `start` with the real platform over the fakes, its page at its
 * own address, signed in. For tests in a browser; stories take `StoryPage` for the same.
 */
export const renderRemote = async (
	manifest: Pick<RemoteManifestInput, 'name' | 'routePrefix'> & Partial<RemoteManifestInput>,
	start: StartRemote,
	{ address, container, remotes = [], ...options }: RenderRemoteOptions = {},
): Promise<RenderedRemote> => {
	const world = await createStoryWorld({ ...options, remotes: [{ ...manifest, start }, ...remotes] });
	const place = container ?? document.body.appendChild(document.createElement('div'));
	const root = createRoot(place);
	let isMounted = true;
	root.render(
		<UiProvider>
			<RemoteStage world={world} remote={manifest.name} address={address} />
		</UiProvider>,
	);
	return {
		world,
		container: place,
		unmount() {
			// The stage disposes of the world when it goes.
			if (isMounted) root.unmount();
			isMounted = false;
			if (container === undefined) place.remove();
		},
	};
};
