import type { FieldErrors } from '@flotilla/contracts';
import * as z from 'zod';
import type * as core from 'zod/v4/core';
import { createFieldErrors } from './field-errors.ts';
import { createHttpError } from './http-error.ts';

/** Makes validation messages English sentences. Global to zod, so servers only. */
export const useEnglishMessages = (): void => {
	z.config({
		...z.locales.en(),
		customError: (issue) =>
			issue.code === 'invalid_type' && issue.input === undefined ? 'A value is needed.' : undefined,
	});
};

/** Messages by dotted path; `_` is the whole value. An unknown key is reported under its own name. */
export const toFieldErrors = (issues: readonly core.$ZodIssue[]): FieldErrors => {
	const errors = createFieldErrors();
	const add = (path: readonly PropertyKey[], message: string) =>
		errors.add(path.length === 0 ? '_' : path.map(String).join('.'), message);
	for (const issue of issues) {
		if (issue.code === 'unrecognized_keys') {
			for (const key of issue.keys) add([...issue.path, key], 'This field is not known.');
		} else {
			add(issue.path, issue.message);
		}
	}
	return errors.read();
};

/** Throws `HttpError` VALIDATION_FAILED with the messages per field. */
export const validate = <S extends core.$ZodType>(schema: S, value: unknown): core.output<S> => {
	const result = z.safeParse(schema, value);
	if (result.success) return result.data;
	throw createHttpError('VALIDATION_FAILED', { errors: toFieldErrors(result.error.issues) });
};
