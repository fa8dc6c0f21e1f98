import type { StoryWorld } from '@flotilla/testing/stories';

/** What the remote's start hands to its pages. */
export const partsOf = ({ platform: { bus, realtime } }: StoryWorld) => ({ bus, rooms: realtime.presence });
