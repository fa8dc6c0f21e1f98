import type { NetworkStateName, Operation } from '@flotilla/data-cache';

type Described = Pick<Operation, 'resource' | 'kind' | 'rowIds' | 'shown' | 'request'>;

/** A row as the cache shows it, whatever it is. */
export type KnownRow = Readonly<Record<string, unknown>>;

/** What it is called: a person by their name, a record by its title. Null when nothing of it can be read. */
const nameOf = (data: KnownRow): string | null => {
	const person = [data.firstName, data.lastName].filter(isText).join(' ');
	return [person, data.title, data.name, data.label].filter(isText).find((one) => one !== '') ?? null;
};

/** What a row says, whether it stands in a record or is a thing of its own. */
const fieldsOf = (row: unknown): KnownRow => (isRow(row) ? (isRow(row.data) ? row.data : row) : {});

const verbs = { create: 'Add', update: 'Change', remove: 'Delete' } as const satisfies Record<
	Operation['kind'],
	string
>;

/** `Change Ada Lovelace`, `Add “Milk” to notes`, `Delete 3 people`. */
export const titleOf = ({ resource, kind, rowIds, shown }: Described, row?: KnownRow): string => {
	const verb = verbs[kind];
	const things = resource === 'users' ? 'people' : inWords(resource);
	const isMany = rowIds.length > 1;
	const name = isMany ? null : nameOf({ ...fieldsOf(row), ...fieldsOf(shown) });
	if (resource === 'users') return `${verb} ${isMany ? `${rowIds.length} people` : (name ?? 'a person')}`;
	const place = { create: 'to', update: 'in', remove: 'from' }[kind];
	const entries = isMany ? `${rowIds.length} entries` : name === null ? 'an entry' : `“${name}”`;
	return `${verb} ${entries} ${place} ${things}`;
};

/** What is written, as `First name: Ada`; empty for a removal. At most three lines. */
export const contentOf = ({ kind, request }: Described): string[] => {
	if (kind === 'remove' || !isRow(request.body)) return [];
	const body = [request.body.data, request.body.updates].find(isRow) ?? request.body;
	const lines = Object.entries(body)
		.filter(([field]) => !/id$|ids$/i.test(field))
		.map(([field, value]) => `${capital(inWords(field))}: ${valueInWords(value)}`);
	return lines.length > 3 ? [...lines.slice(0, 2), `and ${lines.length - 2} more`] : lines;
};

/** How it stands with it. */
export const stateOf = ({ state, error }: Pick<Operation, 'state' | 'error'>, network: NetworkStateName): string => {
	switch (state) {
		case 'sending':
			return 'Sending';
		case 'conflict':
			return 'Somebody else changed this in the meantime';
		case 'failed':
			return problemOf(error);
		case 'waiting':
			return network === 'online' ? 'Waiting for its turn' : 'Waiting for the network';
	}
};

const problemOf = (error: Operation['error']): string => {
	const [problem] = Object.values(error?.errors ?? {}).flat();
	return problem ?? error?.message ?? 'The server did not accept it';
};

/** What waits by itself, and what waits for a person. */
const countQueue = (operations: readonly Pick<Operation, 'state'>[]) => {
	const forPerson = operations.filter(({ state }) => state === 'failed' || state === 'conflict').length;
	return { forPerson, waiting: operations.length - forPerson };
};

export interface QueueSummary {
	/** For the header, the most important first. */
	parts: string[];
	/** The same in full. */
	label: string;
	tone: 'danger' | 'warning' | 'info';
}

/** Null: there is nothing to tell. */
export const summaryOf = (
	operations: readonly Pick<Operation, 'state'>[],
	network: NetworkStateName,
): QueueSummary | null => {
	const { forPerson, waiting } = countQueue(operations);
	const tell = (count: (count: number) => string): string[] => [
		...(network === 'offline' ? ['Offline'] : network === 'unreachable' ? ['No connection'] : []),
		...(forPerson === 0 ? [] : [`${count(forPerson)} ${forPerson === 1 ? 'needs' : 'need'} you`]),
		...(waiting === 0 ? [] : [`${count(waiting)} waiting`]),
	];
	const parts = tell(String);
	if (parts.length === 0) return null;
	const tone = forPerson > 0 ? 'danger' : network === 'online' ? 'info' : 'warning';
	return { parts, label: tell(changes).join(', '), tone };
};

export const changes = (count: number): string => (count === 1 ? '1 change' : `${count} changes`);

const isRow = (value: unknown): value is KnownRow =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';

/** `firstName` as `first name`. */
const inWords = (name: string): string =>
	name
		.replaceAll(/[._-]+/g, ' ')
		.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
		.toLowerCase();

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const valueInWords = (value: unknown): string => {
	if (value === null || value === '') return 'nothing';
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	if (typeof value === 'object') return Array.isArray(value) ? `${value.length} entries` : 'changed';
	const text = String(value);
	return text.length > 80 ? `${text.slice(0, 79)}…` : text;
};
