import { createHttpError, type HttpError } from '@flotilla/server';
import type { DeployProblem } from './deploy-problem.ts';

const refusal = (problems: readonly DeployProblem[]): HttpError => {
	const errors: Record<string, string[]> = {};
	const message = problems.map((problem) => problem.message).join(' ');
	const all = (...codes: DeployProblem['code'][]) => problems.every(({ code }) => codes.includes(code));
	if (all('SHARED_RANGE_UNMET')) {
		for (const { detail, message: text } of problems) {
			errors[String(detail.module)] = [...(errors[String(detail.module)] ?? []), text];
		}
		return createHttpError('SHARED_RANGE_UNMET', { message, errors });
	}
	for (const { code, message: text } of problems) errors[code] = [...(errors[code] ?? []), text];
	return createHttpError(all('SHELL_TAKEN', 'ROUTE_TAKEN') ? 'BUILD_INVALID' : 'DEPLOY_REFUSED', { message, errors });
};

/**
 * Gives the problems that `force` overrides, `null` when there are none. Throws `HttpError` without it:
 * SHARED_RANGE_UNMET and BUILD_INVALID when there is nothing else, DEPLOY_REFUSED for the rest. A second shell is
 * refused by force as well: a page cannot have two.
 */
export const assertDeployable = (problems: readonly DeployProblem[], force: boolean): DeployProblem[] | null => {
	const errors = problems.filter(({ severity }) => severity === 'error');
	if (errors.length === 0) return null;
	if (!force || errors.some(({ code }) => code === 'SHELL_TAKEN')) throw refusal(errors);
	return errors;
};
