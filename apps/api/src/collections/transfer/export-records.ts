import { Readable } from 'node:stream';
import type { CollectionDefinition, CollectionRecord, ExportFormat } from '@flotilla/contracts';
import type { Kysely } from 'kysely';
import type { Schema } from '../../database/schema.ts';
import type { SortOrder } from '../../database/sort-order.ts';
import { walkSorted } from '../../database/walk-sorted.ts';
import { propertiesOf, typesOf } from '../field-kind.ts';
import { toRecord } from '../record.ts';
import type { Selection } from '../select-records.ts';
import { writeCell } from './csv-cell.ts';

/** A record may have 64 KiB, and a batch is in memory whole. */
const batchSize = 200;

const textType: ReadonlySet<string> = new Set(['string']);
const numberType: ReadonlySet<string> = new Set(['number']);

/** Columns that are of the record and not of its data; an import reads the first alone. */
const recordColumns = [
	{ name: '_id', types: textType, read: (record: CollectionRecord): unknown => record.id },
	{ name: '_version', types: numberType, read: (record: CollectionRecord): unknown => record.version },
	{ name: '_createdAt', types: textType, read: (record: CollectionRecord): unknown => record.createdAt },
	{ name: '_updatedAt', types: textType, read: (record: CollectionRecord): unknown => record.updatedAt },
] as const;

interface RecordFormat {
	contentType: string;
	head: string;
	between: string;
	tail: string;
	write(record: CollectionRecord): string;
}

const csvFormat = ({ schema }: Pick<CollectionDefinition, 'schema'>): RecordFormat => {
	const [id, ...rest] = recordColumns;
	const fields = Object.entries(propertiesOf(schema)).map(([name, property]) => ({
		name,
		types: typesOf(property),
		read: ({ data }: CollectionRecord): unknown => data[name],
	}));
	const columns = [id, ...fields, ...rest];
	return {
		contentType: 'text/csv; charset=utf-8; header=present',
		head: `${columns.map(({ name }) => name).join(',')}\r\n`,
		between: '',
		tail: '',
		write: (record) => `${columns.map(({ types, read }) => writeCell(read(record), types)).join(',')}\r\n`,
	};
};

const formats: Readonly<Record<ExportFormat, (definition: CollectionDefinition) => RecordFormat>> = {
	csv: csvFormat,
	ndjson: () => ({
		contentType: 'application/x-ndjson',
		head: '',
		between: '',
		tail: '',
		write: (record) => `${JSON.stringify(record)}\n`,
	}),
	json: () => ({
		contentType: 'application/json; charset=utf-8',
		head: '[',
		between: ',\n',
		tail: ']\n',
		write: (record) => JSON.stringify(record),
	}),
};

export interface ExportOptions {
	definition: CollectionDefinition;
	selection: Selection;
	order: SortOrder;
	format: ExportFormat;
}

/**
 * The selected records as a stream that holds a batch at a time and reads on as the client does. No snapshot: what
 * changes meanwhile may be in it or not, but no record that stays is left out or comes twice.
 */
export const exportRecords = (
	database: Kysely<Schema>,
	{ definition, selection, order, format }: ExportOptions,
): { contentType: string; stream: Readable } => {
	const { contentType, head, between, tail, write } = formats[format](definition);
	const { scope, conditions } = selection;

	const parts = async function* (): AsyncGenerator<string> {
		let written = 0;
		const list = { table: 'records', scope, conditions, order } as const;
		for await (const rows of walkSorted(database, list, { batchSize })) {
			yield `${written === 0 ? head : between}${rows.map((row) => write(toRecord(row))).join(between)}`;
			written += rows.length;
		}
		if (written === 0) yield head;
		yield tail;
	};
	return { contentType, stream: Readable.from(parts()) };
};
