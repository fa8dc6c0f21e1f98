import { PasswordInput } from '@flotilla/ui/forms';
import { minimumPasswordLength } from './new-password.ts';

interface Props {
	/** Of the first field. Default `Password`. */
	label?: string;
	errorOf(field: 'password' | 'confirmPassword'): string | undefined;
}

const visibilityToggleButtonProps = { 'aria-label': 'Show or hide the password' };

/** A new password, typed twice: the fields `password` and `confirmPassword` of the form around them. */
export const PasswordFields = ({ label = 'Password', errorOf }: Props) => (
	<>
		<PasswordInput
			name="password"
			label={label}
			description={`At least ${minimumPasswordLength} characters. A sentence is easy to remember.`}
			autoComplete="new-password"
			visibilityToggleButtonProps={visibilityToggleButtonProps}
			error={errorOf('password')}
		/>
		<PasswordInput
			name="confirmPassword"
			label={`${label} again`}
			autoComplete="new-password"
			visibilityToggleButtonProps={visibilityToggleButtonProps}
			error={errorOf('confirmPassword')}
		/>
	</>
);
