/// <reference path="./css.d.ts" />
import './theme/mantine-forms.css';
import './theme/forms.css';

export {
	Checkbox,
	type CheckboxProps,
	Radio,
	type RadioProps,
	Switch,
	type SwitchProps,
	Textarea,
	type TextareaProps,
	TextInput,
	type TextInputProps,
} from '@mantine/core';
export { FieldError, type FieldErrorProps } from './forms/field-error.tsx';
export { FormActions, type FormActionsProps } from './forms/form-actions.tsx';
export { PasswordInput, type PasswordInputProps } from './forms/password-input.tsx';
export { PasswordStrength, type PasswordStrengthProps } from './forms/password-strength.tsx';
export { SearchInput, type SearchInputProps } from './forms/search-input.tsx';
export { SegmentedControl, type SegmentedControlProps } from './forms/segmented-control.tsx';
export { Select, type SelectProps } from './forms/select.tsx';
export { useDebouncedText } from './forms/use-debounced-text.ts';
