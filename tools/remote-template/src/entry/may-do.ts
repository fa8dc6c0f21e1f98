import type { CollectionPermissions, RecordAction, User } from '@flotilla/contracts';
import { useSessionState } from '@flotilla/session';
import { collectionDefinition } from './collection-definition.ts';

interface Act {
	action: RecordAction;
	/** Of the record; left out for one that is to be created. */
	createdBy?: string;
}

/** Whether the collection lets a person do that. The server has the last word. */
export const mayDo = (person: Pick<User, 'id' | 'role'> | null, { action, createdBy }: Act): boolean => {
	if (person === null) return false;
	const permissions: CollectionPermissions = collectionDefinition.permissions;
	const names: readonly string[] = [permissions[action]].flat();
	return names.includes(person.role) || (names.includes('owner') && (createdBy ?? person.id) === person.id);
};

/** The same for whoever is signed in. */
export const useMayDo = (): ((act: Act) => boolean) => {
	const user = useSessionState((state) => state.user);
	return (act) => mayDo(user, act);
};
