import {
	type FieldErrors,
	type ImportUsersResult,
	type importUsersQuery,
	maximumImportErrors,
} from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import type * as z from 'zod/mini';
import type { Subject } from '../../auth/subject.ts';
import { lockUntilEnd } from '../../database/lock-until-end.ts';
import type { EventLog } from '../../realtime/event-log.ts';
import { type Administrators, lockAdministrators } from '../administrators.ts';
import { type ApplyBatchOptions, applyBatch } from './apply-batch.ts';
import { planBatch } from './plan-batch.ts';
import { checkShape, readBatches } from './read-batches.ts';
import type { ImportHeader } from './read-header.ts';

export interface ImportUsersOptions extends Omit<ApplyBatchOptions, 'plan'>, z.output<typeof importUsersQuery> {
	/** The file. */
	path: string;
	/** Rows it may have. */
	maximumRows: number;
	subject: Subject;
	events: EventLog;
}

export interface ImportOutcome {
	result: ImportUsersResult;
	/** Who may not stay signed in. */
	deactivated: string[];
}

/** Rows of one transaction: others get their turn between two. */
const batchSize = 500;

interface RunOptions extends ImportUsersOptions {
	header: ImportHeader;
	/** Runs the transaction of one batch. */
	write: EventLog['write'];
	/** False only looks what would happen. */
	hasEffect: boolean;
}

const runImport = async ({ write, hasEffect, header, ...options }: RunOptions): Promise<ImportOutcome> => {
	const { path, maximumRows, subject, onExisting } = options;
	const deactivated: string[] = [];
	const { ignoredColumns } = header;
	const counts = { imported: 0, updated: 0, skipped: 0, failed: 0 };
	const result: ImportUsersResult = { ...counts, errors: [], ignoredColumns, dryRun: !hasEffect };
	const seen = new Map<string, number>();
	// Without effects the count of administrators is all that knows of earlier batches.
	let supposed: Administrators | undefined;
	for await (const { rows, errors, failed } of readBatches(path, header, batchSize)) {
		await write(async (transaction, append) => {
			// One import at a time: two with the same people would wait for each other's rows in a circle.
			await lockUntilEnd(transaction, 'users-import');
			const administrators = supposed ?? (await lockAdministrators(transaction, hasEffect ? batchSize : maximumRows));
			if (!hasEffect) supposed = administrators;
			const plan = await planBatch(transaction, { rows, subject, onExisting, seen, administrators });
			if (hasEffect) {
				const { created, updated } = await applyBatch(transaction, append, { ...options, plan });
				result.imported += created;
				result.updated += updated.length;
				deactivated.push(...updated.filter(({ status }) => status !== 'active').map(({ id }) => id));
			} else {
				result.imported += plan.creations.length;
				result.updated += plan.updates.length;
			}
			result.skipped += plan.skipped;
			result.failed += failed + plan.errors.length;
			const all = [...errors, ...plan.errors].sort((a, b) => a.row - b.row);
			result.errors.push(...all.slice(0, maximumImportErrors - result.errors.length));
		});
	}
	return { result, deactivated };
};

const refuseErrors = ({ failed, errors }: ImportUsersResult): void => {
	if (failed === 0) return;
	const named: FieldErrors = {};
	for (const { row, field, message } of errors) {
		const name = field === undefined ? `${row}` : `${row}.${field}`;
		named[name] = [...(named[name] ?? []), message];
	}
	throw createHttpError('IMPORT_REFUSED', { errors: named });
};

/**
 * Imports people from a CSV file. Throws `HttpError` FORBIDDEN, CSV_INVALID, TOO_MANY_ROWS or
 * IMPORT_REFUSED; nothing has been imported then.
 */
export const importUsers = async (options: ImportUsersOptions): Promise<ImportOutcome> => {
	const { path, maximumRows, mode, dryRun, onExisting, subject, events } = options;
	if (onExisting === 'update' && !subject.can('users:update')) throw createHttpError('FORBIDDEN');
	const header = await checkShape(path, maximumRows);
	const look = () => runImport({ ...options, header, write: events.write, hasEffect: false });
	if (dryRun === '1') return look();
	if (mode === 'partial') return runImport({ ...options, header, write: events.write, hasEffect: true });
	// Most refusals are found without holding up anybody else.
	refuseErrors((await look()).result);
	return events.write(async (transaction, append) => {
		const outcome = await runImport({
			...options,
			header,
			hasEffect: true,
			write: (change) => change(transaction, append),
		});
		refuseErrors(outcome.result);
		return outcome;
	});
};
