import { useMessages } from '@flotilla/i18n';
import { TextInput, type TextInputProps } from '@flotilla/ui/forms';
import type { Ref } from 'react';
import { type Problem, problemText } from '../form/problem.ts';
import { accountMessages } from '../messages/account.messages.ts';
import classes from './field.module.css';

const order: NonNullable<TextInputProps['inputWrapperOrder']> = ['label', 'input', 'description', 'error'];

export interface TextFieldProps {
	name: string;
	label: string;
	/** Tells browsers and password managers what it is. */
	autoComplete: string;
	problem: Problem | undefined;
	defaultValue?: string | undefined;
	ref?: Ref<HTMLInputElement>;
}

/** One line of text. */
export const TextField = ({ problem, ref, defaultValue, ...props }: TextFieldProps) => {
	const t = useMessages(accountMessages);
	return (
		<TextInput
			{...props}
			{...(ref === undefined ? {} : { ref })}
			{...(defaultValue === undefined ? {} : { defaultValue })}
			size="md"
			classNames={{ root: classes.field, wrapper: classes.wrapper, error: classes.note, description: classes.note }}
			inputWrapperOrder={order}
			error={problem === undefined ? undefined : problemText(t, problem)}
		/>
	);
};

/** An address that is, or becomes, an account's. */
export const EmailField = (props: Omit<TextFieldProps, 'name' | 'label' | 'autoComplete'>) => {
	const t = useMessages(accountMessages);
	return (
		<TextField
			{...props}
			{...{ type: 'email', inputMode: 'email', autoCapitalize: 'none', spellCheck: false }}
			name="email"
			label={t('email')}
			autoComplete="username"
		/>
	);
};
