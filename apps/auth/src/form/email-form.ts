import type { FieldProblems } from './problem.ts';
import type { SubmitFormOptions } from './use-submit-form.ts';

interface EmailValues {
	email: string;
}

/** For `useSubmitForm`: a form that asks for an address, to which a mail goes. All of them wait together. */
export const emailForm: Pick<SubmitFormOptions<EmailValues>, 'name' | 'fieldNames' | 'read' | 'check'> = {
	name: 'ask-for-mail',
	fieldNames: ['email'],
	read: (data) => ({ email: String(data.get('email') ?? '').trim() }),
	check: ({ email }): FieldProblems<'email'> => (email === '' ? { email: { key: 'emailMissing' } } : {}),
};
