import type {
	AuditAction,
	AuditSubjectType,
	CollectionDefinition,
	PushPayload,
	RecordData,
	Role,
	UserStatus,
} from '@flotilla/contracts';
import type { ColumnType, Generated, GeneratedAlways, Selectable } from 'kysely';

/** Text folded by `flotilla_fold` (lower case, no accents), kept by the database. */
type Folded = ColumnType<string, never, never>;

export interface UsersTable {
	id: string;
	email: string;
	first_name: string;
	last_name: string;
	/** Argon2id in PHC form. */
	password_hash: string;
	role: Role;
	status: UserStatus;
	email_verified: Generated<boolean>;
	version: Generated<number>;
	created_at: Date;
	updated_at: Date;
	last_sign_in_at: Date | null;
	/** The last part of the address of their picture; null: they have none. */
	avatar_id: Generated<string | null>;
	/** Key in the blob store. */
	avatar_key: Generated<string | null>;
	sort_name: Folded;
	search_text: Folded;
}

export interface SessionsTable {
	id: string;
	user_id: string;
	/** Whether the cookie outlives the browser. */
	remembered: boolean;
	delivery: 'cookie' | 'body';
	created_at: Date;
	/** When it was opened or refreshed. */
	last_used_at: Date;
	expires_at: Date;
	revoked_at: Date | null;
	/** What the client called itself at the last use; empty when it did not say. */
	user_agent: string;
	/** The client's address at the last use. */
	ip: string | null;
}

/** Every refresh token a session has had; only the newest is unused. */
export interface RefreshTokensTable {
	/** SHA-256 of the token, hex. */
	hash: string;
	session_id: string;
	generation: number;
	used_at: Date | null;
}

/** Waits for somebody to follow the link that went to its address. */
export interface RegistrationsTable {
	id: string;
	email: string;
	first_name: string;
	last_name: string;
	/** Once it was confirmed, of a password that nobody knows. */
	password_hash: string;
	created_at: Date;
	confirmed_at: Date | null;
}

export interface OneTimeTokensTable {
	/** SHA-256 of the token, hex. */
	hash: string;
	purpose: 'verify-email' | 'reset-password';
	/** Whom it is for; neither: nobody, it was made so that the work is the same. */
	user_id: string | null;
	registration_id: string | null;
	expires_at: Date;
	/** When it, or another one in its place, was used. */
	used_at: Date | null;
}

export interface SignInFailuresTable {
	email: string;
	/** `*`: from all addresses together. */
	ip: string;
	/** Attempts since the window began that did not succeed, the running ones included. */
	failures: number;
	window_started_at: Date;
	/** Locks in a row; each is twice as long. */
	locks: number;
	locked_until: Date | null;
	last_attempt_at: Date;
}

export interface MailsTable {
	id: string;
	to: string;
	subject: string;
	/** Empty once it was sent by SMTP, or withheld. */
	text: string;
	html: string;
	status: 'queued' | 'sent' | 'failed' | 'withheld';
	attempts: number;
	next_attempt_at: Date;
	created_at: Date;
	sent_at: Date | null;
	/** Why the last attempt failed. */
	failure: string | null;
}

/** Never changed, see `AuditLog`. */
export interface AuditEntriesTable {
	id: string;
	/** Orders what happened at the same time. */
	sequence: GeneratedAlways<number>;
	at: Date;
	actor_id: string | null;
	actor_name: string | null;
	action: AuditAction;
	subject_type: AuditSubjectType | null;
	subject_id: string | null;
	ip: string | null;
	request_id: string | null;
	/** Written as JSON text. */
	details: ColumnType<Record<string, unknown>, string, never>;
}

export interface FilesTable {
	id: string;
	owner_id: string;
	filename: string;
	original_name: string;
	mime_type: string;
	size: number;
	/** Key in the blob store, and the SHA-256 of the bytes. */
	blob_key: string;
	thumbnail_status: 'pending' | 'ready' | 'none' | 'failed';
	thumbnail_key: string | null;
	/** While a node makes the thumbnail: until when no other takes it up. */
	thumbnail_claimed_until: Date | null;
	version: Generated<number>;
	created_at: Date;
	search_text: Folded;
}

/** Who was deleted and can be restored. */
export interface DeletedUsersTable {
	id: string;
	/** The row as JSON, without what the database makes by itself. */
	content: unknown;
	email: string;
	avatar_key: string | null;
	/** What they were deleted by; of a selection the token that takes it back. */
	operation: string;
	deleted_at: Date;
}

export interface DeletedFilesTable {
	id: string;
	owner_id: string;
	/** Whether it went with its owner, and comes back with them alone. */
	with_owner: boolean;
	/** As of a user. */
	content: unknown;
	blob_key: string;
	thumbnail_key: string | null;
	deleted_at: Date;
}

/** What was done to a selection of people; its id is the token that takes it back. */
export interface BulkOperationsTable {
	id: string;
	kind: 'update' | 'remove';
	actor_id: string;
	/** People. */
	changed: number;
	created_at: Date;
}

/** How people were before an operation. */
export interface BulkUpdatesTable {
	operation: string;
	user_id: string;
	/** That the operation gave them: whoever has another one was changed since. */
	version: number;
	first_name: string;
	last_name: string;
	role: Role;
	status: UserStatus;
}

/** What a definition says beside its name, owner, version and dates. */
export type CollectionDocument = Pick<
	CollectionDefinition,
	'title' | 'schema' | 'permissions' | 'search' | 'sort' | 'filter'
>;

export interface CollectionsTable {
	name: string;
	owner: string;
	/** Written as JSON text. */
	document: ColumnType<CollectionDocument, string, string>;
	/** SHA-256 of the schema's JSON, hex. */
	schema_hash: string;
	version: Generated<number>;
	created_at: Date;
	updated_at: Date;
}

export interface RecordsTable {
	collection: string;
	id: string;
	/** Written as JSON text. */
	data: ColumnType<RecordData, string, string>;
	version: Generated<number>;
	created_at: Date;
	updated_at: Date;
	created_by: string;
	updated_by: string;
	/** The fields declared for search, folded by `flotilla_fold`. */
	search_text: string;
}

/** Resumable uploads on their way. */
export interface UploadsTable {
	/** That of the file to be. */
	id: string;
	owner_id: string;
	/** The header `Upload-Metadata` as it came; empty without one. */
	metadata: string;
	size: number;
	created_at: Date;
	expires_at: Date;
	/** Which request writes to it, on whatever node, */
	holder: string | null;
	/** and until when it may, unless it renews. */
	held_until: Date | null;
}

/** One row: the stream's name and the offset of its last event. */
export interface EventStreamTable {
	id: Generated<number>;
	epoch: string;
	last_offset: number;
}

export interface EventsTable {
	offset: number;
	type: string;
	/** Written as JSON text. */
	payload: ColumnType<unknown, string, never>;
	/** People with this permission see the event (null: nobody by permission), */
	permission: string | null;
	/** and so do people of these roles, */
	roles: string[] | null;
	/** and so does this person. */
	owner_id: string | null;
	created_at: Date;
}

export interface PushSubscriptionsTable {
	id: string;
	user_id: string;
	session_id: string;
	endpoint: string;
	/** Base64url. */
	p256dh: string;
	auth: string;
	expires_at: Date | null;
	created_at: Date;
}

export interface PushMessagesTable {
	id: string;
	event_offset: number;
	subscription_id: string;
	/** Written as JSON text. */
	payload: ColumnType<PushPayload, string, never>;
	attempts: Generated<number>;
	due_at: Date;
	created_at: Date;
}

/** One row. */
export interface PushProgressTable {
	id: Generated<number>;
	last_offset: number;
}

export interface ConnectedPeopleTable {
	node_id: string;
	user_id: string;
	seen_at: Date;
}

export interface SecretsTable {
	name: string;
	/** Base64url. */
	value: string;
}

/** Requests that are carried out once; see `IdempotencyKeys`. */
export interface IdempotencyKeysTable {
	user_id: string;
	key: string;
	/** What the request was, hashed. */
	fingerprint: string;
	/** `applied`: its change is stored, its answer not yet. */
	state: 'running' | 'applied' | 'answered';
	/** Past it, nobody works on it any more. */
	leased_until: Date;
	status: number | null;
	headers: ColumnType<Record<string, string> | null, string | null, string | null>;
	body: string | null;
	created_at: Date;
}

export interface Schema {
	users: UsersTable;
	sessions: SessionsTable;
	refresh_tokens: RefreshTokensTable;
	registrations: RegistrationsTable;
	one_time_tokens: OneTimeTokensTable;
	sign_in_failures: SignInFailuresTable;
	mails: MailsTable;
	audit_entries: AuditEntriesTable;
	files: FilesTable;
	deleted_users: DeletedUsersTable;
	deleted_files: DeletedFilesTable;
	bulk_operations: BulkOperationsTable;
	bulk_updates: BulkUpdatesTable;
	collections: CollectionsTable;
	records: RecordsTable;
	uploads: UploadsTable;
	event_stream: EventStreamTable;
	events: EventsTable;
	idempotency_keys: IdempotencyKeysTable;
	push_subscriptions: PushSubscriptionsTable;
	push_messages: PushMessagesTable;
	push_progress: PushProgressTable;
	connected_people: ConnectedPeopleTable;
	secrets: SecretsTable;
}

export type UserRow = Selectable<UsersTable>;
export type AuditRow = Selectable<AuditEntriesTable>;
export type MailRow = Selectable<MailsTable>;
export type FileRow = Selectable<FilesTable>;
export type CollectionRow = Selectable<CollectionsTable>;
export type RecordRow = Selectable<RecordsTable>;
export type UploadRow = Selectable<UploadsTable>;
export type EventRow = Selectable<EventsTable>;
