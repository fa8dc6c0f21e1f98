import { randomUUID } from 'node:crypto';
import type { ExportFormat, FieldErrors, ImportMode, ImportReport } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import type { Kysely, Transaction } from 'kysely';
import type { Subject } from '../../auth/subject.ts';
import type { Clock } from '../../clock.ts';
import type { Schema } from '../../database/schema.ts';
import type { EventLog } from '../../realtime/event-log.ts';
import type { Settings } from '../../settings.ts';
import { announceTo } from '../announce.ts';
import { type Collection, holdCollection } from '../collection.ts';
import { insertRecords } from '../insert-records.ts';
import { checkRecord, maximumNamedItems, type NewRecord } from '../record.ts';
import type { SchemaCompiler } from '../schema/compile-schema.ts';
import { assertMayCreate } from '../write-records.ts';
import { type ImportRow, readRows } from './read-rows.ts';
import { UnreadableFileError } from './read-text.ts';

export interface ImportOptions {
	database: Kysely<Schema>;
	events: EventLog;
	compiler: SchemaCompiler;
	settings: Settings;
	clock: Clock;
	subject: Subject;
	/** As it was when the import was asked for. */
	collection: Collection;
	path: string;
	format: ExportFormat;
	mode: ImportMode;
	dryRun: boolean;
}

type NumberedRow = ImportRow & { row: number };

const batchSize = 500;
const idExists: FieldErrors = { id: ['A record with this id exists.'] };
const idRepeated: FieldErrors = { id: ['An earlier row has this id.'] };

const createTally = (dryRun: boolean) => {
	const report: ImportReport = { dryRun, total: 0, imported: 0, failed: 0, errors: [] };
	return {
		report,
		/** The report with its errors in the order of rows: ids that exist are found after all else. */
		read: (): ImportReport => ({ ...report, errors: report.errors.toSorted((a, b) => a.row - b.row) }),
		failed(row: number, errors: FieldErrors) {
			report.failed += 1;
			if (report.errors.length < maximumNamedItems) report.errors.push({ row, errors });
		},
	};
};
type Tally = ReturnType<typeof createTally>;

const refuse = ({ errors }: ImportReport) =>
	createHttpError('IMPORT_REFUSED', {
		errors: Object.fromEntries(
			errors.flatMap(({ row, errors: fields }) =>
				Object.entries(fields).map(([field, texts]) => [`${row}${field === '_' ? '' : `.${field}`}`, texts]),
			),
		),
	});

/**
 * Stores the rows of a file. It is read twice: first to see whether it can be read at all and, unless rows may fail,
 * whether all are right; then to store them. `partial` stores in batches, each a transaction with its event, so that
 * others get their turn between two; `all-or-nothing` stores in one.
 *
 * Throws `HttpError` FORBIDDEN, TOO_MANY_ROWS, VALIDATION_FAILED for a file that cannot be read, and IMPORT_REFUSED
 * with wrong rows in the mode `all-or-nothing`.
 */
export const importRecords = async (options: ImportOptions): Promise<ImportReport> => {
	const { database, events, compiler, settings, clock, subject, collection, path, format, mode, dryRun } = options;
	assertMayCreate(collection, subject);

	const batches = async function* (): AsyncGenerator<NumberedRow[]> {
		// Escapes can make a text six times as long as it is.
		const maximumLength = settings.maximumRecordSize * 6 + 10_000;
		let batch: NumberedRow[] = [];
		const header = format === 'csv' ? 1 : 0;
		let row = header;
		try {
			for await (const read of readRows({ path, format, collection, maximumLength })) {
				row += 1;
				if (row - header > settings.maximumImportRows) {
					const message = `The file has more than ${settings.maximumImportRows} rows.`;
					throw createHttpError('TOO_MANY_ROWS', { message });
				}
				batch.push({ ...read, row });
				if (batch.length < batchSize) continue;
				yield batch;
				batch = [];
			}
		} catch (error) {
			if (!(error instanceof UnreadableFileError)) throw error;
			const text = `${error.message} The ${row - header} rows before that could be read.`;
			throw createHttpError('VALIDATION_FAILED', { errors: { file: [text] }, cause: error });
		}
		yield batch;
	};

	/** The rows of a batch that may be stored, by their number; the others are told to the tally. */
	const check = (current: Collection, batch: readonly NumberedRow[], seen: Set<string>, tally: Tally) => {
		const sound = new Map<number, NewRecord>();
		for (const row of batch) {
			tally.report.total += 1;
			if ('errors' in row) {
				tally.failed(row.row, row.errors);
				continue;
			}
			const { id = randomUUID(), data } = row;
			const checked = checkRecord(current, data, settings);
			if (!('json' in checked)) tally.failed(row.row, checked.errors);
			else if (seen.has(id)) tally.failed(row.row, idRepeated);
			else sound.set(row.row, { id, ...checked });
			seen.add(id);
		}
		return sound;
	};

	const survey = async (): Promise<ImportReport> => {
		const tally = createTally(dryRun);
		const seen = new Set<string>();
		for await (const batch of batches()) {
			const sound = check(collection, batch, seen, tally);
			if (sound.size === 0) continue;
			const ids = [...sound.values()].map(({ id }) => id);
			const found = await database
				.selectFrom('records')
				.select('id')
				.where('collection', '=', collection.name)
				.where('id', 'in', ids)
				.execute();
			const existing = new Set(found.map(({ id }) => id));
			for (const [row, { id }] of sound) if (existing.has(id)) tally.failed(row, idExists);
			tally.report.imported += sound.size - existing.size;
		}
		return tally.read();
	};

	const storeBatch = async (
		transaction: Transaction<Schema>,
		current: Collection,
		batch: readonly NumberedRow[],
		seen: Set<string>,
		tally: Tally,
	): Promise<number> => {
		const sound = check(current, batch, seen, tally);
		const records = [...sound.values()];
		const stored = await insertRecords(transaction, {
			collection: current,
			subject,
			records,
			now: new Date(clock.now()),
		});
		for (const [row, { id }] of sound) if (!stored.has(id)) tally.failed(row, idExists);
		tally.report.imported += stored.size;
		return stored.size;
	};

	/** The definition that holds now; it may have changed since the file was looked through. */
	const hold = async (transaction: Transaction<Schema>): Promise<Collection> => {
		const current = await holdCollection(transaction, compiler, subject, collection.name);
		assertMayCreate(current, subject);
		return current;
	};

	const storeInBatches = async (): Promise<ImportReport> => {
		const tally = createTally(false);
		const seen = new Set<string>();
		for await (const batch of batches()) {
			await events.write(async (transaction, append) => {
				const current = await hold(transaction);
				const count = await storeBatch(transaction, current, batch, seen, tally);
				if (count > 0) await announceTo(append, current).imported(count, subject.userId);
			});
		}
		return tally.read();
	};

	const storeAll = (): Promise<ImportReport> =>
		events.write(async (transaction, append) => {
			const current = await hold(transaction);
			const tally = createTally(false);
			const seen = new Set<string>();
			for await (const batch of batches()) await storeBatch(transaction, current, batch, seen, tally);
			if (tally.report.failed > 0) throw refuse(tally.read());
			const { imported } = tally.report;
			if (imported > 0) await announceTo(append, current).imported(imported, subject.userId);
			return tally.read();
		});

	const found = await survey();
	if (dryRun) return found;
	if (mode === 'partial') return storeInBatches();
	if (found.failed > 0) throw refuse(found);
	return storeAll();
};
