import type { TransferOptions } from '@flotilla/api-client';
import type {
	BulkOutcome,
	BulkSelection,
	BulkUpdateSelectionBody,
	StoredFile,
	UndoneBulk,
	User,
} from '@flotilla/contracts';

/** What a selection of people is changed to. */
export type BulkUpdates = BulkUpdateSelectionBody['updates'];

/**
 * Writes whose rows are not all here, or are not known before the answer. They show once the server has answered, and
 * wait for no network. Whoever calls them tells of a refusal.
 */
export interface Together {
	/** The same change for all who fit. The outcome has a token for `undoBulk`. */
	bulkUpdateUsers(selection: BulkSelection, updates: BulkUpdates): Promise<BulkOutcome>;
	/** Deletes all who fit but the caller. */
	bulkRemoveUsers(selection: BulkSelection): Promise<BulkOutcome>;
	/** Takes back what was done to a selection, but for who was changed since. */
	undoBulk(token: string): Promise<UndoneBulk>;
	/** Brings back who was deleted within the restore window, with their files: all of them or none. */
	restoreUsers(ids: readonly string[]): Promise<User[]>;
	/** Brings back files that were deleted within the restore window: all of them or none. */
	restoreFiles(ids: readonly string[]): Promise<StoredFile[]>;
	/** Shows once the server has cut it to a square. */
	setAvatar(userId: string, picture: Blob, options?: TransferOptions): Promise<User>;
	removeAvatar(userId: string): Promise<User>;
}
