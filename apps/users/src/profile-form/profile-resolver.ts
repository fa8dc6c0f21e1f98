import type { FieldErrors, Resolver } from 'react-hook-form';
import { isProfileField, type ProfileFields } from './profile-fields.ts';

/** What is wrong with a field, to be put into words in the person's language. */
export type FieldProblem =
	| { key: 'required' }
	| { key: 'tooLong'; maximum: number }
	| { key: 'emailInvalid' }
	| { key: 'invalid' };

interface Issue {
	readonly path: readonly PropertyKey[];
	readonly code?: string | undefined;
	readonly format?: string;
	readonly maximum?: number | bigint;
}

/** A schema of the contract, of which a form needs no more than this. */
interface BodySchema<Body> {
	safeParse(value: unknown): { success: true; data: Body } | { success: false; error: { issues: readonly Issue[] } };
}

export interface ProfileResolverOptions<Body> {
	schema: BodySchema<Body>;
	/** What is sent of what was typed. What is not sent is not checked either: it may stay as the server has it. */
	toBody(typed: ProfileFields): object;
	/** The contract knows no language. */
	say(problem: FieldProblem): string;
}

/** Checks a form by the contract's own schema, so that form and server cannot disagree. */
export const createProfileResolver =
	<Body>({ schema, toBody, say }: ProfileResolverOptions<Body>): Resolver<ProfileFields, unknown, Body> =>
	(typed) => {
		const result = schema.safeParse(toBody(typed));
		if (result.success) return { values: result.data, errors: {} };
		const errors: FieldErrors<ProfileFields> = {};
		for (const issue of result.error.issues) {
			const field = String(issue.path[0]);
			// The first that is wrong with a field is enough to begin with.
			if (!isProfileField(field) || errors[field] !== undefined) continue;
			errors[field] = { type: 'schema', message: say(problemOf(issue, typed[field].trim() === '')) };
		}
		return { values: {}, errors };
	};

const problemOf = ({ code, format, maximum }: Issue, isEmpty: boolean): FieldProblem => {
	if (isEmpty) return { key: 'required' };
	if (code === 'too_big') return { key: 'tooLong', maximum: Number(maximum) };
	if (format === 'email') return { key: 'emailInvalid' };
	return { key: 'invalid' };
};
