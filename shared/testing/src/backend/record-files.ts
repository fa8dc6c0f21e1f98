import type { CollectionDefinition, CollectionRecord, ExportFormat, RecordData } from '@flotilla/contracts';
import { createRecordBody } from '@flotilla/contracts';
import { FakeFailure } from './failure.ts';

const types: Readonly<Record<ExportFormat, string>> = {
	csv: 'text/csv',
	json: 'application/json',
	ndjson: 'application/x-ndjson',
};

const toCell = (value: unknown): string => {
	const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
	return `"${text.replaceAll('"', '""')}"`;
};

export const writeRecords = (
	records: readonly CollectionRecord[],
	{ schema }: Pick<CollectionDefinition, 'schema'>,
	format: ExportFormat,
): Blob => {
	const fields = Object.keys((schema.properties ?? {}) as RecordData);
	const write: Readonly<Record<ExportFormat, () => string>> = {
		json: () => `[${records.map((record) => JSON.stringify(record)).join(',\n')}]\n`,
		ndjson: () => records.map((record) => `${JSON.stringify(record)}\n`).join(''),
		csv: () =>
			[['_id', ...fields], ...records.map(({ id, data }) => [id, ...fields.map((field) => toCell(data[field]))])]
				.map((cells) => `${cells.join(',')}\r\n`)
				.join(''),
	};
	return new Blob([write[format]()], { type: types[format] });
};

const unreadable = (message: string) => new FakeFailure('VALIDATION_FAILED', { errors: { file: [message] } });

/** The rows of a JSON or NDJSON file; CSV is left to the real server. */
export const readRecords = async (file: File, format: ExportFormat | undefined) => {
	const text = await file.text();
	const isLines = format === 'ndjson' || (format === undefined && /\.(ndjson|jsonl)$/.test(file.name));
	const isArray = format === 'json' || (format === undefined && file.name.endsWith('.json'));
	if (!isLines && !isArray) throw unreadable('The fake backend reads JSON and NDJSON.');
	try {
		const rows: unknown = isArray
			? JSON.parse(text)
			: text
					.split('\n')
					.filter(Boolean)
					.map((line) => JSON.parse(line));
		if (!Array.isArray(rows)) throw new TypeError('The file is not one JSON array.');
		return rows.map(({ id, data }) => createRecordBody.parse({ ...(id === undefined ? {} : { id }), data }));
	} catch (error) {
		throw unreadable(String(error));
	}
};
