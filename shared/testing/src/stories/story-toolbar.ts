import type { Role } from '@flotilla/contracts';
import type { AnyLanguage } from '@flotilla/i18n';

/** `slow`: answers take their time. `failing`: every call is answered with an error. Both, and `offline`, from the moment that the page is open. */
export const storyNetworks = ['fast', 'slow', 'offline', 'failing'] as const;
export type StoryNetwork = (typeof storyNetworks)[number];

/** What stories that say nothing else are shown with; Storybook's toolbar chooses it. */
export interface StoryToolbar {
	/** Default `fast`. */
	network: StoryNetwork;
	/** Who looks at it; null for nobody. Default `admin`. */
	role: Role | null;
	/** Default `en`. */
	language: AnyLanguage;
}

const initial: StoryToolbar = { network: 'fast', role: 'admin', language: 'en' };
let chosen = initial;

/** Storybook says before each story what is chosen; what is left out is as at first. */
export const setStoryToolbar = (next: Partial<StoryToolbar>): void => {
	chosen = { ...initial, ...next };
};

export const storyToolbar = (): StoryToolbar => chosen;
