import { type ButtonProps, createPolymorphicComponent, Button as MantineButton } from '@mantine/core';
import type { ButtonHTMLAttributes, FormEvent } from 'react';

/** Takes no press, but stays what it is for the keyboard and for whoever hears the page. */
const takeNoPress = (event: FormEvent): void => {
	event.preventDefault();
	event.stopPropagation();
};

/**
 * A button of Mantine's that keeps the focus while it is `loading`: a browser takes the focus from one that is
 * `disabled`, and whoever works by keyboard would be at the top of the page once a save has failed.
 */
function ButtonRoot(props: ButtonProps) {
	return props.loading === true && props.disabled !== true ? (
		<MantineButton
			{...props}
			// The same element as without `loading`, so that it is the one that has the focus.
			renderRoot={({ disabled: _disabled, ...rest }: ButtonHTMLAttributes<HTMLButtonElement>) => (
				<button {...rest} aria-disabled="true" onClick={takeNoPress} />
			)}
		/>
	) : (
		<MantineButton {...props} />
	);
}

export const Button = createPolymorphicComponent<'button', ButtonProps>(ButtonRoot);
