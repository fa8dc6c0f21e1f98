export { createStoryWorld, type StoryRemote, type StoryWorld, type StoryWorldOptions } from './create-story-world.ts';
export { type RenderedRemote, type RenderRemoteOptions, renderRemote } from './render-remote.tsx';
export { StoryPage, StoryStage } from './story-stage.tsx';
