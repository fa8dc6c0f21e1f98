import type { NetworkStateName, Operation } from '@flotilla/data-cache';
import type { Translate } from '@flotilla/i18n';
import type { showQueueMessages } from './show-queue.messages.ts';

type QueueTranslate = Translate<keyof typeof showQueueMessages.english>;

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

/** `Change Ada Lovelace`, `Add “Milk” to notes`, `Delete 3 people`. */
export const titleOf = (t: QueueTranslate, { resource, kind, rowIds, shown }: Described, row?: KnownRow): string => {
	const count = rowIds.length;
	const isMany = count > 1;
	const name = isMany ? null : nameOf({ ...fieldsOf(row), ...fieldsOf(shown) });
	if (resource === 'users') {
		if (isMany) return t('title.people', { kind, count });
		return name === null ? t('title.aPerson', { kind }) : t('title.person', { kind, name });
	}
	const place = inWords(resource);
	if (isMany) return t('title.entries', { kind, count, place });
	return name === null ? t('title.anEntry', { kind, place }) : t('title.entry', { kind, name, place });
};

/** What is written, as `First name: Ada`, but for what the title of a new person says; empty for a removal. At most three lines. */
export const contentOf = (t: QueueTranslate, { resource, kind, request }: Described): string[] => {
	if (kind === 'remove' || !isRow(request.body)) return [];
	const body = [request.body.data, request.body.updates].find(isRow) ?? request.body;
	const lines = Object.entries(body)
		.filter(
			([field]) => !/id$|ids$/i.test(field) && !(kind === 'create' && resource === 'users' && nameFields.test(field)),
		)
		.map(([field, value]) => t('line', { field: fieldInWords(t, field), value: valueInWords(t, value) }));
	return lines.length > 3 ? [...lines.slice(0, 2), t('more', { count: lines.length - 2 })] : lines;
};

/** How it stands with it. */
export const stateOf = (
	t: QueueTranslate,
	{ state, error }: Pick<Operation, 'state' | 'error'>,
	network: NetworkStateName,
): string => {
	switch (state) {
		case 'sending':
			return t('state.sending');
		case 'conflict':
			return t('state.conflict');
		case 'failed':
			return Object.values(error?.errors ?? {}).flat()[0] ?? error?.message ?? t('state.refused');
		case 'waiting':
			return t(network === 'online' ? 'state.turn' : 'state.network');
	}
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
	inFull: string[];
	tone: 'danger' | 'warning' | 'info';
}

/** Null: there is nothing to tell. */
export const summaryOf = (
	t: QueueTranslate,
	operations: readonly Pick<Operation, 'state'>[],
	network: NetworkStateName,
): QueueSummary | null => {
	const { forPerson, waiting } = countQueue(operations);
	const tell = (
		needYou: 'summary.needYou' | 'summary.needYouFull',
		wait: 'summary.waiting' | 'summary.waitingFull',
	) => [
		...(network === 'online' ? [] : [t(`summary.${network}`)]),
		...(forPerson === 0 ? [] : [t(needYou, { count: forPerson })]),
		...(waiting === 0 ? [] : [t(wait, { count: waiting })]),
	];
	const parts = tell('summary.needYou', 'summary.waiting');
	if (parts.length === 0) return null;
	const tone = forPerson > 0 ? 'danger' : network === 'online' ? 'info' : 'warning';
	return { parts, inFull: tell('summary.needYouFull', 'summary.waitingFull'), tone };
};

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

/** Fields of collections are their owners': they are called as they are named. */
const fieldInWords = (t: QueueTranslate, field: string): string => {
	const key = `field.${field}`;
	return t.has(key) ? t(key) : capital(inWords(field));
};

const valueInWords = (t: QueueTranslate, value: unknown): string => {
	if (value === null || value === '') return t('value.nothing');
	if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no');
	if (typeof value === 'object') {
		return Array.isArray(value) ? t('value.entries', { count: value.length }) : t('value.changed');
	}
	const text = String(value);
	const key = `value.${text}`;
	if (ownValues.test(text) && t.has(key)) return t(key);
	return text.length > 80 ? `${text.slice(0, 79)}…` : text;
};

const nameFields = /^(?:firstName|lastName)$/;

/** Of roles and statuses; everything else is what somebody typed. */
const ownValues = /^(?:active|inactive|admin|manager|member|viewer)$/;
