import type { StoryRemote } from '@flotilla/testing/stories';
import { manifest as authManifest } from '../apps/auth/remote.manifest.ts';
import { start as startAuth } from '../apps/auth/src/expose/start.ts';
import { manifest as filesManifest } from '../apps/files/remote.manifest.ts';
import { start as startFiles } from '../apps/files/src/expose/start.ts';
import { manifest as usersManifest } from '../apps/users/remote.manifest.ts';
import { start as startUsers } from '../apps/users/src/expose/start.ts';

/** The real remotes, as the federation starts them: what each exposes, and nothing else of it. */
export const remotes = {
	auth: { ...authManifest, start: startAuth },
	users: { ...usersManifest, start: startUsers },
	files: { ...filesManifest, start: startFiles },
} satisfies Record<string, StoryRemote>;

export type RemoteName = keyof typeof remotes;
