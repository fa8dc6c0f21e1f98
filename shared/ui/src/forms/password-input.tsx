import { useMessages } from '@flotilla/i18n';
import { PasswordInput as MantinePasswordInput, type PasswordInputProps } from '@mantine/core';
import { useState } from 'react';
import { uiMessages } from '../ui.messages.ts';

export type { PasswordInputProps };

/** A password, hidden until its eye is pressed. */
export function PasswordInput({
	visible,
	onVisibilityChange,
	visibilityToggleButtonProps,
	...rest
}: PasswordInputProps) {
	const t = useMessages(uiMessages);
	const [own, setOwn] = useState(false);
	const shown = visible ?? own;
	return (
		<MantinePasswordInput
			{...rest}
			visible={shown}
			onVisibilityChange={(next) => {
				setOwn(next);
				onVisibilityChange?.(next);
			}}
			visibilityToggleButtonProps={{
				'aria-label': t(shown ? 'hidePassword' : 'showPassword'),
				...visibilityToggleButtonProps,
			}}
		/>
	);
}
