import * as z from 'zod/mini';
import { appName } from './app-name.ts';
import { remoteManifest, slotName } from './remote-manifest.ts';

/** A path inside a build: relative, forward slashes, no `.` or `..` segment, at most 200 characters. */
export const assetPath = z
	.string()
	.check(
		z.maxLength(200),
		z.regex(/^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[A-Za-z0-9_@~+.-]+(?:\/[A-Za-z0-9_@~+.-]+)*$/, 'Not a safe relative path.'),
	);

/** Files a page needs before a module can run: ES modules to preload, style sheets to link. */
export const moduleAssets = z.object({ modules: z.array(assetPath), styles: z.array(assetPath) });
export type ModuleAssets = z.infer<typeof moduleAssets>;

/** A semantic version (semver.org, without build metadata), at most 64 characters. */
export const version = z
	.string()
	.check(
		z.maxLength(64),
		z.regex(/^\d+\.\d+\.\d+(?:-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/, 'Use a semantic version, e.g. 1.2.0.'),
	);

/** The name under which the build writes its description of itself. */
export const buildManifestFile = 'flotilla-build.json';

/** What a shell's pages give to remotes beside shared modules; a registry holds remotes against it. */
export const shellPlatform = z.object({
	/** The major version of the API's contract that its client speaks. */
	apiVersion: z.int(),
	eventMapVersion: z.int(),
	/** Versions of the remote manifest that it can read. */
	manifestVersions: z.array(z.int()),
	/** Its own slots. */
	slots: z.array(slotName),
	/** Events that are raised without any remote: by the server, or by the shell itself. */
	events: z.array(z.string()),
});
export type ShellPlatform = z.infer<typeof shellPlatform>;

/** What a build says about itself; written by the build, read at publish. */
export const buildManifest = z.object({
	schemaVersion: z.literal(1),
	app: appName,
	kind: z.enum(['shell', 'remote']),
	/** The ES module that starts the app: the shell's main file, a remote's container. */
	entry: assetPath,
	/** What the entry needs at once (shell) or to run `./start` (remote). */
	initial: moduleAssets,
	/**
	 * What it imports by itself soon after it starts, and not because somebody does something. A page has the hashes of
	 * these files, of `initial` and of what it consumes; those of its other files come when one of them is wanted.
	 * Default: it does not say, and a page has the hashes of all its files.
	 */
	soon: z.optional(moduleAssets),
	/** Shared modules it expects from the shell: request -> semver range. */
	consumes: z.record(z.string(), z.string()),
	/**
	 * Those of `consumes` that it starts without: only what it loads later asks for them, so a page does not preload them.
	 * Default: none.
	 */
	consumesLater: z.optional(z.array(z.string())),
	/** Shared modules the shell gives: request -> version and the files that hold it. Empty for a remote. */
	provides: z.record(z.string(), z.object({ version: z.string(), assets: moduleAssets })),
	/** What else the shell gives. Default: it does not say, and nothing is held against it. */
	platform: z.optional(shellPlatform),
	/**
	 * JSON Schemas, by event, of what it may raise and what it listens to, as the contract it was compiled against says.
	 * Default: it does not say, and its events are compared by name alone.
	 */
	eventSchemas: z.optional(z.record(z.string(), z.record(z.string(), z.unknown()))),
	/**
	 * The endpoints that its code calls, as the contract it was compiled against describes them: a part of an OpenAPI
	 * document (`apiContract` of `@flotilla/contracts/open-api`, which pages do not need). Default: it does not say, and
	 * nothing is compared with what the API offers.
	 */
	calls: z.optional(z.record(z.string(), z.unknown())),
	/**
	 * A script that the page runs before it first paints, e.g. to put the colour scheme on the
	 * document (shell). At most 2,000 characters; it stands in every page.
	 */
	bootScript: z.optional(z.string().check(z.maxLength(2_000))),
	/**
	 * The service worker that the page's origin serves at its root (shell): one script that imports nothing.
	 * Default: the pages have none.
	 */
	serviceWorker: z.optional(assetPath),
	/** A remote's own manifest. */
	remote: z.optional(remoteManifest),
});
export type BuildManifest = z.infer<typeof buildManifest>;
