import type { FieldErrors } from '@flotilla/contracts';

export interface CheckJsonOptions {
	/** How deep objects and lists may be inside each other. */
	maximumDepth: number;
}

/** Keys that reach an object's prototype wherever somebody copies it carelessly. */
const hostileKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

const textProblem = (text: string): string | undefined => {
	if (text.includes('\0')) return 'A zero character cannot be stored.';
	if (!text.isWellFormed()) return 'This is not well-formed Unicode text.';
	return undefined;
};

/**
 * What of `value` the database cannot hold or another program should not be given, by dotted path;
 * undefined when all is well. Stops at the first, for there may be a megabyte of them.
 */
export const checkJson = (value: unknown, { maximumDepth }: CheckJsonOptions): FieldErrors | undefined => {
	const check = (part: unknown, path: readonly (string | number)[]): FieldErrors | undefined => {
		const problem = (message: string): FieldErrors => ({ [path.join('.') || '_']: [message] });
		if (typeof part === 'string') {
			const found = textProblem(part);
			return found === undefined ? undefined : problem(found);
		}
		// JSON has no infinity, but 1e999 is read as one.
		if (typeof part === 'number' && !Number.isFinite(part)) return problem('This number is too large.');
		if (typeof part !== 'object' || part === null) return undefined;
		if (path.length >= maximumDepth) return problem('This is nested too deeply.');
		if (Array.isArray(part)) {
			for (const [index, item] of part.entries()) {
				const found = check(item, [...path, index]);
				if (found !== undefined) return found;
			}
			return undefined;
		}
		for (const [key, item] of Object.entries(part)) {
			if (hostileKeys.has(key)) return problem('A field cannot have this name.');
			const keyProblem = textProblem(key);
			if (keyProblem !== undefined) return problem(keyProblem);
			const found = check(item, [...path, key]);
			if (found !== undefined) return found;
		}
		return undefined;
	};
	return check(value, []);
};
