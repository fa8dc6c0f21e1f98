export { createStoryWorld, type StoryRemote, type StoryWorld, type StoryWorldOptions } from './create-story-world.ts';
export { findNotification } from './find-notification.ts';
export { type RemoteFault, remoteFaults, withFault } from './remote-faults.tsx';
export { RemoteStage, type RemoteStageProps } from './remote-stage.tsx';
export { type RenderedRemote, type RenderRemoteOptions, renderRemote } from './render-remote.tsx';
export { StoryPage, StoryStage } from './story-stage.tsx';
export { type StoryNetwork, type StoryToolbar, setStoryToolbar, storyNetworks, storyToolbar } from './story-toolbar.ts';
