import type { Api } from '@flotilla/api-client';
import type { ComposedRemote, Room } from '@flotilla/contracts';
import type { EventBus, Presence } from '@flotilla/event-bus';
import type { I18n } from '@flotilla/i18n';
import type { Session } from '@flotilla/session';
import type { ComponentType } from 'react';
import type { SearchRemote } from './search-remote.ts';

/** What a remote is given when it starts. Cached data it reads by the hooks of `@flotilla/data-cache`. */
export interface RemoteContext {
	/** The remote's own name. */
	name: string;
	/** The version of its build, or `standalone`. */
	version: string;
	/** Ends with the remote's life: hand it to every listener, timer and request. */
	signal: AbortSignal;
	/** Messages raised here name this remote as their source. */
	bus: EventBus;
	session: Session;
	api: Api;
	/** Who else is at a place, e.g. `users:<id>`. Over an event stream nothing is told: it waits for a socket. */
	presence(room: Room): Presence;
	/** The page's language: what `start` waits for by `i18n.loadAll` is there when the remote first renders. */
	i18n: I18n;
}

/** Components for slots of other apps, by the name its manifest gives them. */
// biome-ignore lint/suspicious/noExplicitAny: the manifest, not the type, says which slot's props a component takes
export type SlotComponents = Record<string, ComponentType<any>>;

/** A key of the shared cache, as the `keys` of its resources make it. */
export type CacheKey = readonly [resource: string, kind: string, ...rest: readonly unknown[]];

/** The part of an address that says which page it is; `Location` fits. */
export interface PageAddress {
	pathname: string;
	/** With its `?`, or empty. */
	search: string;
}

/** What a remote gives back. */
export interface RunningRemote {
	/** Everything under the remote's route prefix; renders its own `<Routes>`. */
	Page: ComponentType;
	slots?: SlotComponents;
	/** Finds what the remote has for what a person types into the shell's palette. Default: it is not asked. */
	search?: SearchRemote;
	/**
	 * What the page at an address asks the server for first: fetched while the page is still on its way. Has to be what
	 * the page then asks for, or it is fetched in vain. Default: nothing, each page asks once it is rendered.
	 */
	preload?: (address: PageAddress) => readonly CacheKey[];
}

/**
 * The one function a remote exposes as `./start`. Called once a life, before its first render;
 * may be called again, with a new context, after the signal of the former one has ended.
 */
export type StartRemote = (context: RemoteContext) => RunningRemote | Promise<RunningRemote>;

interface RemoteModuleAddress {
	name: string;
	/** The address of the remote's entry, an ES module. */
	entry: string;
	/** 0 for the first try. */
	attempt: number;
	/** What its build loads first. Default: not known. */
	initial?: ComposedRemote['initial'];
	/** What else has to be here before it runs. Default: not known. */
	shared?: ComposedRemote['shared'];
}

/** Brings a remote's `./start` to the page. */
export type LoadRemoteModule = (address: RemoteModuleAddress) => Promise<{ start: StartRemote }>;
