import { createUserBody } from '@flotilla/contracts';
import { buildUser } from '@flotilla/testing';
import { expect, it } from 'vitest';
import { fieldsOf, type ProfileFields } from './profile-fields.ts';
import { createProfileResolver, type FieldProblem } from './profile-resolver.ts';

const good = fieldsOf(buildUser({ email: 'ada@flotilla.test' }));

/** The problem of a field that is wrong, by the contract's schema. */
const problemWith = async (typed: Partial<ProfileFields>): Promise<FieldProblem[]> => {
	const problems: FieldProblem[] = [];
	const resolve = createProfileResolver({
		schema: createUserBody,
		toBody: (values) => values,
		say: (problem) => {
			problems.push(problem);
			return problem.key;
		},
	});
	await resolve({ ...good, ...typed }, undefined, { fields: {}, shouldUseNativeValidation: false });
	return problems;
};

it('each problem has its own words', async () => {
	expect(await problemWith({})).toEqual([]);
	expect(await problemWith({ firstName: '  ' })).toEqual([{ key: 'required' }]);
	expect(await problemWith({ email: '' })).toEqual([{ key: 'required' }]);
	expect(await problemWith({ email: 'no address' })).toEqual([{ key: 'emailInvalid' }]);
	expect(await problemWith({ lastName: 'x'.repeat(101) })).toEqual([{ key: 'tooLong', maximum: 100 }]);
	expect(await problemWith({ lastName: 'a\0b' })).toEqual([{ key: 'invalid' }]);
});

it('what is sent is what the schema makes of what was typed', async () => {
	const resolve = createProfileResolver({ schema: createUserBody, toBody: (typed) => typed, say: ({ key }) => key });
	const typed = { ...good, email: ' ADA@Flotilla.test ' };
	const { values } = await resolve(typed, undefined, { fields: {}, shouldUseNativeValidation: false });
	expect(values).toEqual({ ...good, email: 'ada@flotilla.test' });
});
