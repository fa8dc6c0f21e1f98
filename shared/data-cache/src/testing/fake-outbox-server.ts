import { ApiError } from '@flotilla/api-client';
import type { Operation } from '../outbox/operation.ts';

interface Row {
	id: string;
	version: number;
	fields: Record<string, unknown>;
}

/**
 * Does what the API does with keys, ids and versions: a key is carried out once, and answered the same again. `fail`
 * is asked before anything happens, `lose` after it: the effect is there and the answer is lost.
 */
export const createFakeOutboxServer = () => {
	const rows = new Map<string, Row>();
	const answers = new Map<string, unknown>();
	/** What took effect, in order. */
	const effects: string[] = [];
	/** What came in, repeats included. */
	const requests: Operation[] = [];
	const control: { fail(operation: Operation): ApiError | null; lose(operation: Operation): boolean } = {
		fail: () => null,
		lose: () => false,
	};

	const carryOut = ({ kind, rowIds, isTemporary, ifMatch, request: { params, body } }: Operation): Row | null => {
		const [rowId = ''] = rowIds;
		const id = params.id ?? rowId;
		const row = rows.get(id);
		if (kind === 'create') {
			if (row !== undefined) throw failure('RECORD_EXISTS', 409);
			const created = { id: isTemporary ? crypto.randomUUID() : rowId, version: 1, fields: Object(body) };
			rows.set(created.id, created);
			return created;
		}
		if (row === undefined) throw failure('RECORD_NOT_FOUND', 404);
		if (ifMatch !== null && ifMatch !== row.version) throw failure('VERSION_CONFLICT', 412);
		if (kind === 'remove') {
			rows.delete(id);
			return null;
		}
		const changed = { ...row, version: row.version + 1, fields: { ...row.fields, ...Object(body) } };
		rows.set(id, changed);
		return changed;
	};

	return {
		rows,
		effects,
		requests,
		control,
		send: async (operation: Operation): Promise<unknown> => {
			requests.push(operation);
			const failed = control.fail(operation);
			if (failed !== null) throw failed;
			if (!answers.has(operation.idempotencyKey)) {
				answers.set(operation.idempotencyKey, carryOut(operation));
				effects.push(operation.id);
			}
			if (control.lose(operation)) throw failure('NETWORK_ERROR', 0);
			return answers.get(operation.idempotencyKey);
		},
		readVersion: async ({ rowIds: [rowId = ''] }: Operation): Promise<number> => {
			const row = rows.get(rowId);
			if (row === undefined) throw failure('RECORD_NOT_FOUND', 404);
			return row.version;
		},
	};
};

export const failure = (code: string, status: number, retryAfter?: number): ApiError =>
	new ApiError({ code, status, message: code, request: { method: 'POST', path: '/things' }, retryAfter });
