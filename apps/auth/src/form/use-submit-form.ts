import { type SubmitEvent, type SyntheticEvent, useRef, useState } from 'react';
import { describeFormFailure, type FormFailure } from './form-failure.ts';
import { useCountdown } from './use-countdown.ts';

export interface SubmitFormOptions<Values> {
	/** The names of the form's fields, in the order they stand on the page. */
	fieldNames: readonly (keyof Values & string)[];
	read(data: FormData): Values;
	/** One sentence per field that can be seen to be wrong without asking the server. */
	check(values: Values): Partial<Record<keyof Values & string, string>>;
	submit(values: Values): Promise<unknown>;
	/** Called with what `submit` threw, after the failure is shown. */
	onRefused?(error: unknown, form: HTMLFormElement): void;
}

export interface SubmitForm<Values> {
	/** True from sending until the answer; stays true after success, when the page is about to go. */
	busy: boolean;
	/** Seconds until the server takes another attempt. */
	waitSeconds: number;
	message: string | null;
	errorOf(field: keyof Values & string): string | undefined;
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
	const { fieldNames, read, check, submit, onRefused } = options;
	const [busy, setBusy] = useState(false);
	const [failure, setFailure] = useState<FormFailure | null>(null);
	const [waitSeconds, startWait] = useCountdown();
	// State lags a render behind: two clicks in one frame must not send twice.
	const sending = useRef(false);

	const refuse = (form: HTMLFormElement, refused: FormFailure): void => {
		setFailure(refused);
		focusField(
			form,
			fieldNames.find((name) => refused.fields[name] !== undefined),
		);
	};

	const send = async (form: HTMLFormElement): Promise<void> => {
		const values = read(new FormData(form));
		const wrong = check(values) as Record<string, string>;
		if (Object.keys(wrong).length > 0) return refuse(form, { fields: wrong, message: null, retryAfter: 0 });
		sending.current = true;
		setBusy(true);
		setFailure(null);
		try {
			await submit(values);
		} catch (error) {
			setBusy(false);
			const refused = describeFormFailure(error, fieldNames);
			if (refused.retryAfter > 0) startWait(refused.retryAfter);
			refuse(form, refused);
			onRefused?.(error, form);
		} finally {
			sending.current = false;
		}
	};

	return {
		busy,
		waitSeconds,
		message: failure?.message ?? null,
		errorOf: (field) => failure?.fields[field],
		formProps: {
			noValidate: true,
			onSubmit: (event) => {
				event.preventDefault();
				if (!sending.current && waitSeconds === 0) void send(event.currentTarget);
			},
			onInput: (event) => {
				const { name } = event.target as HTMLInputElement;
				setFailure((shown) => (shown?.fields[name] === undefined ? shown : without(shown, name)));
			},
		},
	};
};

const without = (failure: FormFailure, name: string): FormFailure => {
	const { [name]: _, ...fields } = failure.fields;
	return { ...failure, fields };
};

const focusField = (form: HTMLFormElement, name: string | undefined): void => {
	const field = name === undefined ? null : form.elements.namedItem(name);
	if (field instanceof HTMLElement) field.focus();
};
