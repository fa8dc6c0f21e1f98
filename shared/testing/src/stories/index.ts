export { createStoryWorld, type StoryRemote, type StoryWorld, type StoryWorldOptions } from './create-story-world.ts';
export { StoryPage, StoryStage } from './story-stage.tsx';
