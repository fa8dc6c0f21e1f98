import { type Role, roles } from '@flotilla/contracts';
import { type AnyLanguage, type Direction, directionOf } from '@flotilla/i18n';
import type { StoryNetwork } from '@flotilla/testing/stories';
import type { Preview } from '@storybook/react-vite';

/** What is chosen in the toolbar. */
export interface ToolbarGlobals {
	theme: 'light' | 'dark';
	contrast: 'normal' | 'more';
	language: AnyLanguage;
	/** `auto`: that of the language. */
	direction: Direction | 'auto';
	network: StoryNetwork;
	role: Role | 'nobody';
}

export const initialToolbar: ToolbarGlobals = {
	theme: 'light',
	contrast: 'normal',
	language: 'en',
	direction: 'auto',
	network: 'fast',
	role: 'admin',
};

/** Stories may set any of them by `globals`, the address by `&globals=theme:dark`. */
export const readToolbar = (globals: Record<string, unknown>): ToolbarGlobals => ({ ...initialToolbar, ...globals });

export const chosenDirection = ({ direction, language }: ToolbarGlobals): Direction =>
	direction === 'auto' ? directionOf(language) : direction;

const languages: Record<AnyLanguage, string> = {
	en: 'English',
	de: 'Deutsch',
	'en-XA': 'Long texts (pseudo)',
	'ar-XB': 'Right to left (pseudo)',
};
const networks: Record<StoryNetwork, string> = {
	fast: 'Fast network',
	slow: 'Slow network',
	offline: 'Offline',
	failing: 'Failing server',
};
const roleNames: Record<Role | 'nobody', string> = {
	admin: 'Administrator',
	manager: 'Manager',
	member: 'Member',
	viewer: 'Viewer',
	nobody: 'Nobody signed in',
};

const itemsOf = (titles: Record<string, string>) => Object.entries(titles).map(([value, title]) => ({ value, title }));

export const globalTypes: NonNullable<Preview['globalTypes']> = {
	theme: {
		description: 'Colours',
		toolbar: {
			icon: 'mirror',
			dynamicTitle: true,
			items: [
				{ value: 'light', title: 'Light', icon: 'sun' },
				{ value: 'dark', title: 'Dark', icon: 'moon' },
			],
		},
	},
	contrast: {
		description: 'Contrast',
		toolbar: {
			icon: 'accessibility',
			dynamicTitle: true,
			items: itemsOf({ normal: 'Normal contrast', more: 'High contrast' }),
		},
	},
	language: {
		description: 'Language of the texts',
		toolbar: { icon: 'globe', dynamicTitle: true, items: itemsOf(languages) },
	},
	direction: {
		description: 'Direction of the page',
		toolbar: {
			icon: 'transfer',
			dynamicTitle: true,
			items: itemsOf({ auto: 'As the language runs', ltr: 'Left to right', rtl: 'Right to left' }),
		},
	},
	network: {
		description: 'How calls to the API go, where the story says nothing itself',
		toolbar: { icon: 'lightning', dynamicTitle: true, items: itemsOf(networks) },
	},
	role: {
		description: 'Who looks at it, where the story says nothing itself',
		toolbar: {
			icon: 'user',
			dynamicTitle: true,
			items: [...roles, 'nobody' as const].map((value) => ({ value, title: roleNames[value] })),
		},
	},
};
