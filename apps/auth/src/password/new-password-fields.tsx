import { useMessages } from '@flotilla/i18n';
import { VisuallyHidden } from '@flotilla/ui';
import { useRef, useState } from 'react';
import type { Problem } from '../form/problem.ts';
import { PasswordField } from '../page/password-field.tsx';
import { describeStrength } from './describe-strength.ts';
import { passwordMessages } from './password.messages.ts';
import { StrengthBars } from './strength-bars.tsx';
import { usePasswordStrength } from './use-password-strength.ts';

interface Props {
	/** Of the first field. */
	label: string;
	/** Default `password`. */
	name?: 'password' | 'newPassword';
	problem: Problem | undefined;
	confirmProblem: Problem | undefined;
	/** What others know of the person, beside the texts of the form around it. Default: nothing. */
	personal?: readonly string[];
}

/** What can be guessed of a person stands in these fields, where the form has them. */
const personalFields = ['firstName', 'lastName', 'email'];

/** A new password, typed twice; while it is typed it says how strong it is. */
export const NewPasswordFields = ({ label, name = 'password', problem, confirmProblem, personal = [] }: Props) => {
	const t = useMessages(passwordMessages);
	const [password, setPassword] = useState('');
	const status = useRef<HTMLSpanElement>(null);
	const strength = usePasswordStrength(password, () => [...personal, ...textsOf(status.current?.closest('form'))]);
	const { bars, text } = describeStrength(t, password, strength);
	return (
		<>
			<PasswordField
				name={name}
				label={label}
				autoComplete="new-password"
				problem={problem}
				hint={text}
				hintLines={2}
				below={<StrengthBars filled={bars} />}
				onChange={setPassword}
			/>
			<VisuallyHidden ref={status} role="status">
				{strength === null ? '' : text}
			</VisuallyHidden>
			<PasswordField
				name="confirmPassword"
				label={t('again', { label })}
				autoComplete="new-password"
				problem={confirmProblem}
			/>
		</>
	);
};

const textsOf = (form: HTMLFormElement | null | undefined): string[] =>
	personalFields
		.map((name) => form?.elements.namedItem(name))
		.map((field) => (field instanceof HTMLInputElement ? field.value.trim() : ''))
		.filter((text) => text !== '');
