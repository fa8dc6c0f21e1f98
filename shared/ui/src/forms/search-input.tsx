import { useMessages } from '@flotilla/i18n';
import { CloseButton, TextInput, type TextInputProps } from '@mantine/core';
import { useRef } from 'react';
import { Icon } from '../icon/icon.tsx';
import { uiMessages } from '../ui.messages.ts';

export interface SearchInputProps
	extends Omit<TextInputProps, 'value' | 'onChange' | 'label' | 'type' | 'rightSection' | 'leftSection'> {
	value: string;
	onChange: (value: string) => void;
	/** What is searched, e.g. `Search users`. Read to screen readers; the placeholder shows it to the rest. */
	label: string;
	/** Default the label. */
	placeholder?: string;
	/** Default `Clear search`, translated. */
	clearLabel?: string | undefined;
}

/** A search field. Escape and the cross empty it; the focus stays. */
export function SearchInput({ value, onChange, label, placeholder = label, clearLabel, ...rest }: SearchInputProps) {
	const t = useMessages(uiMessages);
	const input = useRef<HTMLInputElement>(null);
	const clear = () => {
		onChange('');
		input.current?.focus();
	};
	return (
		<TextInput
			{...rest}
			ref={input}
			type="search"
			enterKeyHint="search"
			autoComplete="off"
			spellCheck={false}
			aria-label={label}
			placeholder={placeholder}
			value={value}
			onChange={(event) => onChange(event.currentTarget.value)}
			onKeyDown={(event) => {
				if (event.key !== 'Escape' || value === '') return;
				event.preventDefault();
				event.stopPropagation();
				clear();
			}}
			leftSection={<Icon name="search" />}
			rightSection={
				value === '' ? null : <CloseButton size="sm" aria-label={clearLabel ?? t('clearSearch')} onClick={clear} />
			}
		/>
	);
}
