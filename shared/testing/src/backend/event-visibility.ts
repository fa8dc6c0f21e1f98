import { type RecordAccess, roleCan, roomOf, type Topic, type User } from '@flotilla/contracts';
import type { BackendInternals } from './backend-state.ts';

interface SeenEvent {
	name: string;
	payload: unknown;
	ownerId?: string | undefined;
}

/** Who may read a record, or be told of it. */
const mayRead = (access: RecordAccess, reader: User, createdBy: string | undefined): boolean => {
	const names: readonly string[] = [access].flat();
	return names.includes(reader.role) || (names.includes('owner') && createdBy === reader.id);
};

/** Whether an event reaches somebody: as on the server, those who may see its subject, and its owner. */
export const maySee = (
	{ collections }: Pick<BackendInternals, 'collections'>,
	reader: User,
	{ name, payload, ownerId }: SeenEvent,
): boolean => {
	const {
		file,
		ownerId: owner,
		collection,
	} = payload as {
		file?: { ownerId: string };
		ownerId?: string;
		collection?: string;
	};
	switch (name.split(':', 1)[0]) {
		case 'users':
			return roleCan(reader.role, 'users:read');
		case 'files':
			return (file?.ownerId ?? owner) === reader.id || roleCan(reader.role, 'files:read-any');
		case 'data': {
			const access = collections.get(collection ?? '')?.definition.permissions.read;
			return access !== undefined && mayRead(access, reader, ownerId);
		}
		default:
			return false;
	}
};

/** Whether somebody may follow a topic, or be in the room of one: as on the server. */
export const mayFollow = (reader: User, topic: Topic): boolean => {
	const [area, id] = (roomOf(topic) ?? topic).split(':');
	switch (area) {
		case 'users':
			return roleCan(reader.role, 'users:read') || id === reader.id;
		case 'files':
			if (id === reader.id) return true;
			return roleCan(reader.role, id === undefined ? 'files:read' : 'files:read-any');
		default:
			return area === 'data' || area === 'sessions';
	}
};
