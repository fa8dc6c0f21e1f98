import type { Api } from '@flotilla/api-client';
import type { EventBus } from '@flotilla/event-bus';
import type { I18n } from '@flotilla/i18n';
import type { Session } from '@flotilla/session';
import type { ComponentType } from 'react';

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
	/** The page's language: what `start` waits for by `i18n.loadAll` is there when the remote first renders. */
	i18n: I18n;
}

/** Components for slots of other apps, by the name its manifest gives them. */
// biome-ignore lint/suspicious/noExplicitAny: the manifest, not the type, says which slot's props a component takes
export type SlotComponents = Record<string, ComponentType<any>>;

/** What a remote gives back. */
export interface RunningRemote {
	/** Everything under the remote's route prefix; renders its own `<Routes>`. */
	Page: ComponentType;
	slots?: SlotComponents;
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
}

/** Brings a remote's `./start` to the page. */
export type LoadRemoteModule = (address: RemoteModuleAddress) => Promise<{ start: StartRemote }>;
