import { ApiError } from '@flotilla/api-client';
import { describe, expect, it } from 'vitest';
import { changesOf, emptyFields, failureOf } from './own-name.model.ts';

const ada = { firstName: 'Ada', lastName: 'Lovelace' };

describe('what is to be saved', () => {
	it.each([
		['nothing was typed', {}, {}],
		['it was typed back', { firstName: 'Ada' }, {}],
		['there are spaces around it', { firstName: ' Ada ' }, {}],
		['one field is another', { firstName: 'Augusta', lastName: 'Lovelace' }, { firstName: 'Augusta' }],
	])('when %s', (_when, draft, changes) => {
		expect(changesOf(ada, draft)).toEqual(changes);
	});

	it('is refused without a name', () => {
		expect(emptyFields({ firstName: '  ', lastName: 'King' })).toEqual(['firstName']);
		expect(emptyFields({})).toEqual([]);
	});
});

describe('why it was refused', () => {
	const describeError = (error: unknown) => (error instanceof ApiError ? `Described: ${error.code}` : 'Described');
	const request = { method: 'PATCH', path: '/users/:id' };

	it('is told at the field', () => {
		const error = new ApiError({
			code: 'VALIDATION_FAILED',
			status: 422,
			message: 'Not valid.',
			errors: { firstName: ['Too long.'] },
			request,
		});
		expect(failureOf(error, describeError)).toEqual({
			kind: 'refused',
			fields: { firstName: 'Too long.' },
			message: null,
		});
	});

	it('is told above the fields where it is about none of them', () => {
		const error = new ApiError({ code: 'FORBIDDEN', status: 403, message: 'Not you.', request });
		expect(failureOf(error, describeError)).toEqual({ kind: 'refused', fields: {}, message: 'Described: FORBIDDEN' });
		expect(failureOf('broken', describeError)).toMatchObject({ message: 'Described' });
	});
});
