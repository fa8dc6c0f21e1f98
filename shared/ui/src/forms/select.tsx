import { NativeSelect, type NativeSelectProps } from '@mantine/core';
import { Icon } from '../icon/icon.tsx';

export type SelectOption = string | { value: string; label: string; disabled?: boolean };

export interface SelectProps
	extends Omit<NativeSelectProps, 'data' | 'value' | 'onChange' | 'defaultValue' | 'rightSection'> {
	data: readonly SelectOption[];
	value?: string | null | undefined;
	defaultValue?: string | undefined;
	onChange?: ((value: string) => void) | undefined;
	/** An entry for no choice, of value `''`. */
	placeholder?: string | undefined;
}

/** One of a few. It is the browser's own control: right on every phone, and nothing to load. */
export function Select({ data, value, defaultValue, onChange, placeholder, ...rest }: SelectProps) {
	const options = data.map((option) => (typeof option === 'string' ? { value: option, label: option } : option));
	return (
		<NativeSelect
			{...rest}
			rightSection={<Icon name="chevron-down" size={14} />}
			rightSectionPointerEvents="none"
			data={placeholder === undefined ? options : [{ value: '', label: placeholder }, ...options]}
			{...(value === undefined ? {} : { value: value ?? '' })}
			{...(defaultValue === undefined ? {} : { defaultValue })}
			onChange={(event) => onChange?.(event.currentTarget.value)}
		/>
	);
}
