import { maximumPasswordLength, minimumPasswordLength } from '@flotilla/contracts';
import { useMessages } from '@flotilla/i18n';
import { Icon } from '@flotilla/ui';
import { PasswordInput, type PasswordInputProps } from '@flotilla/ui/forms';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { type Problem, problemText } from '../form/problem.ts';
import { accountMessages } from '../messages/account.messages.ts';
import classes from './field.module.css';

const order: NonNullable<PasswordInputProps['inputWrapperOrder']> = ['label', 'input', 'description', 'error'];

export interface PasswordFieldProps {
	name: string;
	label: string;
	autoComplete: 'current-password' | 'new-password';
	problem: Problem | undefined;
	/** Under the field, while nothing is wrong. */
	hint?: ReactNode;
	/** Lines to keep free for it. Default 1. */
	hintLines?: 1 | 2;
	/** Right under the field. */
	below?: ReactNode;
	onChange?: ((value: string) => void) | undefined;
}

/** What Safari's password manager goes by when it makes one up. */
const passwordRules = {
	passwordrules: `minlength: ${minimumPasswordLength}; maxlength: ${maximumPasswordLength}; allowed: unicode;`,
};

/** A password that can be looked at, and that says when caps lock is on. */
export const PasswordField = ({
	problem,
	hint,
	hintLines = 1,
	below,
	onChange,
	autoComplete,
	...props
}: PasswordFieldProps) => {
	const t = useMessages(accountMessages);
	const [isCapsLockOn, setCapsLockOn] = useState(false);
	const watchCapsLock = (event: KeyboardEvent<HTMLInputElement>) => setCapsLockOn(event.getModifierState('CapsLock'));

	const capsLock = (
		<span className={classes.capsLock}>
			<Icon name="alert" size={14} />
			{t('capsLock')}
		</span>
	);
	const note = isCapsLockOn ? capsLock : hint;
	return (
		<PasswordInput
			{...props}
			{...(autoComplete === 'new-password' ? passwordRules : {})}
			autoComplete={autoComplete}
			size="md"
			classNames={{
				root: hintLines === 2 ? `${classes.field} ${classes.twoLines}` : classes.field,
				wrapper: classes.wrapper,
				error: classes.note,
				description: classes.note,
			}}
			inputWrapperOrder={order}
			inputContainer={(input) => (
				<div>
					{input}
					{below}
				</div>
			)}
			visibilityToggleFocusable
			visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
			// The library marks the frame of this one field alone, which nobody hears.
			aria-invalid={problem !== undefined}
			error={problem === undefined ? undefined : problemText(t, problem)}
			description={problem === undefined ? note : undefined}
			onKeyDown={watchCapsLock}
			onKeyUp={watchCapsLock}
			onBlur={() => setCapsLockOn(false)}
			onChange={(event) => onChange?.(event.currentTarget.value)}
		/>
	);
};
