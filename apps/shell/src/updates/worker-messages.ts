/** What a page asks of the service worker. */
export interface PrepareMessage {
	type: 'flotilla:prepare';
	/** The composition of a page that was loaded just now. Without it the server is asked which one is current. */
	compositionId?: string | undefined;
}

/** What the service worker tells every page: this composition is the current one, and all its files are here. */
export interface ReadyMessage {
	type: 'flotilla:composition-ready';
	compositionId: string;
}

const isRecord = (data: unknown): data is Record<string, unknown> => typeof data === 'object' && data !== null;

/** `null` for what others post. */
export const readPrepareMessage = (data: unknown): PrepareMessage | null => {
	if (!isRecord(data) || data.type !== 'flotilla:prepare') return null;
	const { compositionId } = data;
	return { type: data.type, compositionId: typeof compositionId === 'string' ? compositionId : undefined };
};

/** `null` for what others post. */
export const readReadyMessage = (data: unknown): ReadyMessage | null =>
	isRecord(data) && data.type === 'flotilla:composition-ready' && typeof data.compositionId === 'string'
		? { type: data.type, compositionId: data.compositionId }
		: null;

const lockPrefix = 'flotilla-composition:';

/** The lock that every page holds, shared, as long as it lives: by it the worker knows what is in use. */
export const compositionLock = (id: string): string => `${lockPrefix}${id}`;

/** The compositions behind these names of locks. */
export const compositionsOfLocks = (names: readonly (string | undefined)[]): ReadonlySet<string> =>
	new Set(names.flatMap((name) => (name?.startsWith(lockPrefix) ? [name.slice(lockPrefix.length)] : [])));
