import type { CollectionPermissions } from '@flotilla/contracts';
import type { RecordRow } from '../database/schema.ts';
import type { AppendEvent } from '../realtime/event-log.ts';
import { audienceOf } from './access.ts';
import { toRecord } from './record.ts';

/** Bytes of a record's data in its event: a frame of the socket holds 64 KiB, and thousands may wait. */
const maximumInEvent = 16 * 1024;

export interface Announce {
	created(row: RecordRow): Promise<void>;
	updated(row: RecordRow): Promise<void>;
	deleted(row: RecordRow): Promise<void>;
	/** Records that one person created together. */
	imported(count: number, createdBy: string): Promise<void>;
}

/** Tells those who may read the collection, or its own records' creators where only they may. */
export const announceTo = (
	append: AppendEvent,
	{ name: collection, permissions }: { name: string; permissions: CollectionPermissions },
): Announce => {
	const { roles, creator } = audienceOf(permissions);
	const seenBy = (createdBy: string) => ({ roles, ...(creator ? { ownerId: createdBy } : {}) });
	const withRecord = (row: RecordRow) => {
		const record = toRecord(row);
		const isSmall = Buffer.byteLength(JSON.stringify(record.data)) <= maximumInEvent;
		return { collection, id: row.id, ...(isSmall ? { record } : {}) };
	};
	return {
		created: (row) => append({ type: 'data:record-created', payload: withRecord(row), ...seenBy(row.created_by) }),
		updated: (row) => append({ type: 'data:record-updated', payload: withRecord(row), ...seenBy(row.created_by) }),
		deleted: (row) =>
			append({ type: 'data:record-deleted', payload: { collection, id: row.id }, ...seenBy(row.created_by) }),
		imported: (count, createdBy) =>
			append({ type: 'data:records-imported', payload: { collection, count }, ...seenBy(createdBy) }),
	};
};
