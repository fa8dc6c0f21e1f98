import { type ComposedRemote, isAllowed } from '@flotilla/contracts';
import { type Federation, type SearchRemote, useFederation, useRemoteTitles } from '@flotilla/federation';
import { useSession } from '@flotilla/session';
import { useEffect, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { createRemoteSearch, type SearchGroup } from './remote-search.ts';

export interface TitledGroup extends SearchGroup {
	/** What the remote is called. */
	title: string;
}

/** What the remotes that this person may open find for a text. The first text starts them. */
export const useRemoteSearch = (text: string): TitledGroup[] => {
	const federation = useFederation();
	const session = useSession();
	const titleOf = useRemoteTitles();
	const [remotes] = useState(() => federation.composition.remotes.filter(isSearched).map(({ app }) => app));
	const [search] = useState(() => createRemoteSearch({ remotes, searchOf: (remote) => searchOf(federation, remote) }));
	// What they find is on the page: no other build takes their place meanwhile.
	useLayoutEffect(() => {
		const ends = remotes.map(federation.hold);
		return () => {
			for (const end of ends) end();
		};
	}, [federation, remotes]);
	useEffect(() => search.search(text), [search, text]);
	useEffect(() => () => search.dispose(), [search]);
	const groups = useSyncExternalStore(search.subscribe, search.groups);
	return groups.map((group) => ({ ...group, title: titleOf(group.remote) }));

	function isSearched({ manifest: { access, permission } }: ComposedRemote): boolean {
		return access === 'signed-in' && isAllowed(session.store.getState().permissions, permission);
	}
};

const searchOf = async (federation: Federation, remote: string): Promise<SearchRemote | undefined> => {
	const before = federation.state(remote);
	// What failed is tried again when a person says so at its place, not with each letter that somebody types.
	const state = before.status === 'failed' ? before : await federation.start(remote);
	if (state.status !== 'running') throw state.status === 'failed' ? state.error : new Error(`${remote} does not run`);
	return state.running.search;
};
