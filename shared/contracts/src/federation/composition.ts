import * as z from 'zod/mini';
import { appName } from './app-name.ts';
import { version } from './build-manifest.ts';
import { remoteManifest } from './remote-manifest.ts';

/** The id of the page's inlined composition element. */
export const compositionElementId = 'flotilla-composition';

/** `production`, `staging`, `pr-42`. */
export const channelName = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/, 'Use up to 40 of a-z, 0-9 and -.'));

const addresses = z.object({ modules: z.array(z.string()), styles: z.array(z.string()) });

/** Paths are absolute on the page's origin. */
export const composedApp = z.object({
	app: appName,
	version,
	/** The build's id: the SHA-256 of its file list, its first 16 hex digits. */
	build: z.string(),
	entry: z.string(),
	/** To preload and to link before the app runs. */
	initial: addresses,
});

export const composedRemote = z.extend(composedApp, {
	manifest: remoteManifest,
	/**
	 * Files of the shell that it takes shared modules from and that not every page loads: to preload with its own.
	 * Compositions of before do not have it.
	 */
	shared: z.optional(addresses),
});
export type ComposedRemote = z.infer<typeof composedRemote>;

/** The exact set of builds one page session runs. */
export const composition = z.object({
	/** Derived from the content: equal sets have equal ids. */
	id: z.string(),
	channel: channelName,
	shell: composedApp,
	remotes: z.array(composedRemote),
	/**
	 * `sha256-…` by address of every script and style sheet that its builds have. What is not here is not run.
	 * Not a part of what the id is made of: builds' ids are, and those are made of the same hashes.
	 */
	integrity: z.optional(z.record(z.string(), z.string())),
	/**
	 * Set in a page that came with the hashes of what it starts with alone: the address of the document that has all of
	 * them, and its own hash, `sha256-…`.
	 */
	allIntegrity: z.optional(z.object({ url: z.string(), integrity: z.string() })),
	/** The page was opened by a signed link, and has this build on top of the channel. */
	preview: z.optional(z.object({ app: appName, version, expiresAt: z.string() })),
});
export type Composition = z.infer<typeof composition>;
