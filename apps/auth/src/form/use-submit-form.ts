import { type SubmitEvent, type SyntheticEvent, useRef, useState } from 'react';
import { useCountdown } from '../waiting/use-countdown.ts';
import { describeFormFailure, type FormFailure } from './form-failure.ts';
import type { FieldProblems, Problem } from './problem.ts';

export interface SubmitFormOptions<Values> {
	/** What a time to wait is kept under; forms that the server limits together have one name. */
	name: string;
	/** The names of the form's fields, in the order they stand on the page. */
	fieldNames: readonly (keyof Values & string)[];
	read(data: FormData): Values;
	/** What can be seen to be wrong without asking the server. */
	check(values: Values): FieldProblems<keyof Values & string>;
	submit(values: Values): Promise<unknown>;
	/** Whom a time to wait is for; with other values there is none. Default: everybody. */
	waitsFor?(values: Values): string;
	/** Called with what `submit` threw, after the failure is shown. */
	onRefused?(error: unknown, form: HTMLFormElement): void;
}

export interface SubmitForm<Values> {
	/** True from sending until the answer; stays true after success, when the page is about to go. */
	busy: boolean;
	/** Seconds until the server takes another attempt. */
	waitSeconds: number;
	/** Whom it is for, when the page was loaded again meanwhile. */
	waitIsFor: string | undefined;
	/** What belongs to no field. */
	message: Problem | null;
	problemOf(field: keyof Values & string): Problem | undefined;
	/** Makes a form that is used again ready for it. */
	reset(): void;
	/** To spread on the `<form>`. */
	formProps: {
		noValidate: true;
		onSubmit(event: SubmitEvent<HTMLFormElement>): void;
		onInput(event: SyntheticEvent<HTMLFormElement>): void;
	};
}

/**
 * One form over the browser's own fields (no state per keystroke, password managers just work):
 * checks, sends, shows what was refused at its field and moves the focus to the first of them.
 */
export const useSubmitForm = <Values>(options: SubmitFormOptions<Values>): SubmitForm<Values> => {
	const { name, fieldNames, read, check, submit, waitsFor, onRefused } = options;
	const [busy, setBusy] = useState(false);
	const [failure, setFailure] = useState<FormFailure | null>(null);
	const wait = useCountdown(name);
	const [isAboutAnother, setAboutAnother] = useState(false);
	const waitSeconds = isAboutAnother ? 0 : wait.left;
	// State lags a render behind: two clicks in one frame must not send twice.
	const sending = useRef(false);

	const refuse = (form: HTMLFormElement, refused: FormFailure): void => {
		setFailure(refused);
		const first = fieldNames.find((field) => refused.fields[field] !== undefined);
		if (first !== undefined) focusField(form, first);
	};

	const send = async (form: HTMLFormElement): Promise<void> => {
		const values = read(new FormData(form));
		const fields = check(values) as FieldProblems;
		if (Object.keys(fields).length > 0) return refuse(form, { fields, message: null, retryAfter: 0 });
		sending.current = true;
		setBusy(true);
		setFailure(null);
		try {
			await submit(values);
		} catch (error) {
			setBusy(false);
			const refused = describeFormFailure(error, fieldNames);
			if (refused.retryAfter > 0) {
				wait.start(refused.retryAfter, waitsFor?.(values));
				// It is for what was just sent, whomever the one before was for.
				setAboutAnother(false);
			}
			refuse(form, refused);
			onRefused?.(error, form);
		} finally {
			sending.current = false;
		}
	};

	const messageOfWait: Problem | null = waitSeconds > 0 ? { key: 'tooManyAttempts' } : null;
	const isOver = failure !== null && failure.retryAfter > 0 && waitSeconds === 0;

	return {
		busy,
		waitSeconds,
		waitIsFor: wait.about,
		message: isOver ? null : (failure?.message ?? messageOfWait),
		problemOf: (field) => failure?.fields[field],
		reset() {
			setBusy(false);
			setFailure(null);
		},
		formProps: {
			noValidate: true,
			onSubmit: (event) => {
				event.preventDefault();
				if (!sending.current && waitSeconds === 0) void send(event.currentTarget);
			},
			onInput: (event) => {
				const { name: changed } = event.target as HTMLInputElement;
				setFailure((shown) => (shown?.fields[changed] === undefined ? shown : without(shown, changed)));
				if (wait.left > 0 && wait.about !== undefined && waitsFor !== undefined) {
					setAboutAnother(waitsFor(read(new FormData(event.currentTarget))) !== wait.about);
				}
			},
		},
	};
};

const without = (failure: FormFailure, name: string): FormFailure => {
	const { [name]: _, ...fields } = failure.fields;
	return { ...failure, fields };
};

const focusField = (form: HTMLFormElement, name: string): void => {
	const field = form.elements.namedItem(name);
	if (field instanceof HTMLElement) field.focus();
};
