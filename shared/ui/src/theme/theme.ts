import type { MantineColorsTuple, MantineThemeOverride } from '@mantine/core';

/** The colours a component's `color` takes: the accent, the neutral scale and the four that mean something. */
export type FlotillaColor = 'accent' | 'gray' | 'dark' | 'red' | 'green' | 'yellow' | 'blue';

/** What a colour property takes besides: quiet and loud text, one shade, a variable of a style sheet. */
type ColorReference = FlotillaColor | 'dimmed' | 'bright' | `${FlotillaColor}.${number}` | `var(--${string})`;

declare module '@mantine/core' {
	interface MantineThemeColorsOverride {
		colors: Record<ColorReference, MantineColorsTuple>;
	}
}

/** Shades by reference: their values are in `tokens.css` alone, where both colour schemes and the style sheets find them. */
const shades = (name: FlotillaColor): MantineColorsTuple => {
	const shade = (step: number) => `var(--mantine-color-${name}-${step})`;
	return [shade(0), shade(1), shade(2), shade(3), shade(4), shade(5), shade(6), shade(7), shade(8), shade(9)];
};

export const theme: MantineThemeOverride = {
	primaryColor: 'accent',
	colors: {
		accent: shades('accent'),
		gray: shades('gray'),
		dark: shades('dark'),
		red: shades('red'),
		green: shades('green'),
		yellow: shades('yellow'),
		blue: shades('blue'),
	},
	cursorType: 'pointer',
	activeClassName: '',
	components: {
		ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
		Badge: { defaultProps: { variant: 'light' } },
		Alert: { defaultProps: { variant: 'light' } },
		Avatar: { defaultProps: { size: 32 } },
		Card: { defaultProps: { withBorder: true, padding: 'md' } },
		Paper: { defaultProps: { withBorder: true } },
		Switch: { defaultProps: { withThumbIndicator: false } },
		Loader: { defaultProps: { size: 'sm', color: 'dimmed' } },
	},
};
