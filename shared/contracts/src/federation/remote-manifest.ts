import * as z from 'zod/mini';
import { permission } from '../auth/permissions.ts';
import { type EventName, eventMap } from '../events/event-map.ts';
import { appName } from './app-name.ts';
import { manifestLabels } from './manifest-labels.ts';
import { shortcut } from './shortcut.ts';

/** `<owner>:<place>`, e.g. `shell:dashboard`. */
export const slotName = z.string().check(z.regex(/^[a-z][a-z0-9-]*:[a-z][a-z0-9-]*$/, 'Use <owner>:<place>.'));

const eventName = z.enum(Object.keys(eventMap) as [EventName, ...EventName[]]);

export const navigationItem = z.object({
	label: z.string(),
	labels: z.optional(manifestLabels),
	/** Absolute, under the remote's route prefix. */
	path: z.string(),
	/** A name of `@flotilla/ui`'s icon set. */
	icon: z.string(),
	/** Smaller comes first. Default 100. */
	order: z._default(z.int(), 100),
	/** Shown only to people with it. */
	permission: z.optional(permission),
	/** Leads there from anywhere. Default: none. */
	shortcut: z.optional(shortcut),
});

/** Something to do that has an address: the shell's palette offers it, and a shortcut does it. */
export const manifestCommand = z.object({
	/** What happens, e.g. `Add a person`. */
	label: z.string(),
	labels: z.optional(manifestLabels),
	/** Absolute, under the remote's route prefix; may have a query. */
	path: z.string(),
	/** A name of `@flotilla/ui`'s icon set. */
	icon: z.string(),
	/** Offered only to people with it. */
	permission: z.optional(permission),
	/** Does it from anywhere. Default: none. */
	shortcut: z.optional(shortcut),
});

export const slotFilling = z.object({
	slot: slotName,
	/** The key of the component in what the remote's `start` returns. */
	component: z.string(),
	/** What the slot's owner shows for it, e.g. the label of a tab. */
	title: z.string(),
	/** The title in other languages. */
	labels: z.optional(manifestLabels),
	order: z._default(z.int(), 100),
	permission: z.optional(permission),
});
export type SlotFilling = z.infer<typeof slotFilling>;

/** Versions of the remote manifest that a shell of these contracts reads. */
export const manifestVersions = [1] as const;

/** All the shell knows about a remote. */
export const remoteManifest = z.object({
	schemaVersion: z.literal(manifestVersions),
	name: appName,
	title: z.string(),
	/** The title in other languages. */
	labels: z.optional(manifestLabels),
	/** Who is told when it fails. */
	owner: z.string(),
	/** The first path segment it owns, e.g. `/users`. */
	routePrefix: z.string().check(z.regex(/^\/[a-z][a-z0-9-]*$/, 'Use one path segment, e.g. /users.')),
	/** `public`: its pages are for people who are not signed in, too. Default `signed-in`. */
	access: z._default(z.enum(['public', 'signed-in']), 'signed-in'),
	/** Set by the one remote where people sign in: the page that others send them to, with `?return=<path>`. */
	signInPath: z.optional(z.string()),
	/** Needed to open its pages. */
	permission: z.optional(permission),
	navigation: z._default(z.array(navigationItem), []),
	/** What the shell's palette offers beside the pages of the navigation. */
	commands: z._default(z.array(manifestCommand), []),
	/** Places of other apps that it fills. */
	slots: z._default(z.array(slotFilling), []),
	/** Places of its own that others may fill. */
	offers: z._default(z.array(slotName), []),
	events: z._default(z.object({ emits: z.array(eventName), listens: z.array(eventName) }), { emits: [], listens: [] }),
	/** The major version of the API's contract it was written for. */
	apiVersion: z.int(),
	/** The `eventMapVersion` it was written for. */
	eventMapVersion: z.int(),
});
export type RemoteManifest = z.infer<typeof remoteManifest>;
export type RemoteManifestInput = z.input<typeof remoteManifest>;

/** Checks a remote's manifest where it is written. Throws a `ZodError`. */
export const defineRemoteManifest = (manifest: RemoteManifestInput): RemoteManifest => remoteManifest.parse(manifest);
