import { Kbd } from '@mantine/core';
import classes from './shortcut.module.css';

export interface ShortcutProps {
	/** Keys pressed together: `mod` is Command on Apple's devices and Ctrl elsewhere. Others as `KeyboardEvent.key` names them. */
	keys: readonly string[];
	/** Default: whether this device is one of Apple's. */
	apple?: boolean | undefined;
}

const signs: Record<string, { apple: string; other: string }> = {
	mod: { apple: '⌘', other: 'Ctrl' },
	alt: { apple: '⌥', other: 'Alt' },
	shift: { apple: '⇧', other: 'Shift' },
	enter: { apple: '↵', other: '↵' },
	escape: { apple: 'Esc', other: 'Esc' },
	arrowup: { apple: '↑', other: '↑' },
	arrowdown: { apple: '↓', other: '↓' },
};

const isApple = () => /mac|iphone|ipad/i.test(navigator.platform);

/** The keys of a command, as the person's keyboard shows them. */
export function Shortcut({ keys, apple = isApple() }: ShortcutProps) {
	return (
		<span className={classes.shortcut} dir="ltr">
			{keys.map((key) => {
				const sign = signs[key.toLowerCase()];
				const shown =
					sign === undefined ? (key.length === 1 ? key.toUpperCase() : key) : apple ? sign.apple : sign.other;
				return (
					<Kbd key={key} className={classes.key ?? ''}>
						{shown}
					</Kbd>
				);
			})}
		</span>
	);
}
