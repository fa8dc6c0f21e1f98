import { mergePatch, type RecordData } from '@flotilla/contracts';
import { createHttpError } from '@flotilla/server';
import { checkJson } from './check-json.ts';
import { type RecordLimits, underPath } from './record.ts';

/**
 * A patch as the change that it makes of a record's data. It is looked at before it is merged, which goes as deep
 * as it does. Its errors are under `path`. Throws `HttpError` VALIDATION_FAILED.
 */
export const createPatch = (
	patch: RecordData,
	{ path, limits }: { path: string; limits: RecordLimits },
): ((data: RecordData) => RecordData) => {
	const unsafe = checkJson(patch, { maximumDepth: limits.maximumRecordDepth });
	if (unsafe !== undefined) throw createHttpError('VALIDATION_FAILED', { errors: underPath(path, unsafe) });
	return (data) => mergePatch(data, patch);
};
