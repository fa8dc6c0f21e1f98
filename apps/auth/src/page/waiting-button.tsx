import { Button, type ButtonProps, Loader } from '@flotilla/ui';

interface Props extends Pick<ButtonProps, 'variant' | 'fullWidth'> {
	/** What happens, or how long it takes until it can. */
	children: string;
	/** Default `button`. */
	type?: 'button' | 'submit';
	/** What it began is under way. Default false. */
	busy?: boolean;
	/** It cannot be done yet. */
	waits: boolean;
	/** Not called while it cannot be done. A button that submits has its form for that. */
	onClick?: () => void;
}

/**
 * A button that cannot always do what it says. Then it says so and keeps the focus: a disabled one would lose it, and
 * with it the place of whoever goes by the keyboard.
 */
export const WaitingButton = ({ children, type = 'button', busy = false, waits, onClick, ...look }: Props) => {
	const isBlocked = busy || waits;
	return (
		<Button
			fullWidth
			{...look}
			type={type}
			size="md"
			aria-disabled={isBlocked}
			aria-busy={busy}
			{...(waits ? { 'data-disabled': true } : {})}
			{...(busy ? { leftSection: <Loader size={14} color="var(--button-color)" aria-hidden /> } : {})}
			{...(onClick !== undefined && { onClick: () => isBlocked || onClick() })}
		>
			{children}
		</Button>
	);
};
