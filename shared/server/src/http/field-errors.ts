import type { FieldErrors } from '@flotilla/contracts';

export interface FieldErrorsBuilder {
	add(field: string, message: string): void;
	read(): FieldErrors;
}

/** Collects messages by field. A map underneath: a field may be called `constructor`, or anything else a client sends. */
export const createFieldErrors = (): FieldErrorsBuilder => {
	const errors = new Map<string, string[]>();
	return {
		add(field, message) {
			errors.set(field, [...(errors.get(field) ?? []), message]);
		},
		read: () => Object.fromEntries(errors),
	};
};
