import type { CollectionPermissions, RecordAccess, RecordAction, Role } from '@flotilla/contracts';
import type { Subject } from '../auth/subject.ts';

/** Which records somebody reaches: all, those they created, or none. */
export type Reach = 'all' | 'own' | 'none';

const namesOf = (access: RecordAccess): readonly string[] => (access === 'owner' ? ['owner'] : access);

export const reachOf = (permissions: CollectionPermissions, action: RecordAction, subject: Subject): Reach => {
	const names = namesOf(permissions[action]);
	if (names.includes(subject.role)) return 'all';
	return names.includes('owner') ? 'own' : 'none';
};

/** Who hears of a record: the event log's `roles`, and whether its creator does. */
export const audienceOf = (permissions: CollectionPermissions): { roles: Role[]; creator: boolean } => {
	const names = namesOf(permissions.read);
	return { roles: names.filter((name) => name !== 'owner') as Role[], creator: names.includes('owner') };
};
