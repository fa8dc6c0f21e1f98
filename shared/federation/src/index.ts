export {
	createFederation,
	type Federation,
	type FederationOptions,
	type RemoteState,
} from './create-federation.ts';
export { FederationProvider, useFederation, useRemoteState } from './federation-context.tsx';
export type {
	CacheKey,
	LoadRemoteModule,
	PageAddress,
	RemoteContext,
	RunningRemote,
	SlotComponents,
	StartRemote,
} from './remote.ts';
export { isRemoteError, RemoteError, type RemoteFailurePhase } from './remote-error.ts';
export { RemotePage } from './remote-page.tsx';
export { useRemoteTitles } from './remote-title.ts';
export type { FindReplacement } from './replacement.ts';
export type { SearchRemote, SearchResult } from './search-remote.ts';
export { Slot, type SlotEntry, useSlot } from './slot.tsx';
