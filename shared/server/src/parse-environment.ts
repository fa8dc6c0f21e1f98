import * as z from 'zod';
import type * as core from 'zod/v4/core';
import { StartError } from './start-error.ts';

/**
 * The settings of a server, read once. An empty variable counts as not set.
 * Throws `StartError` ENVIRONMENT_INVALID that names the variable.
 */
export const parseEnvironment = <S extends core.$ZodType>(
	schema: S,
	environment: Readonly<Record<string, string | undefined>> = process.env,
): core.output<S> => {
	const set = Object.fromEntries(
		Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
	);
	const result = z.safeParse(schema, set);
	if (result.success) return result.data;
	const complaints = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
	throw new StartError('ENVIRONMENT_INVALID', `The environment is not valid: ${complaints.join('; ')}`);
};
