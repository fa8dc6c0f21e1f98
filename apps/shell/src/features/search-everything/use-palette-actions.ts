import { languageNames, useLanguage, useMessages } from '@flotilla/i18n';
import { useCan } from '@flotilla/session';
import { type ColorScheme, useColorScheme } from '@flotilla/ui';
import { useNavigate } from 'react-router';
import { useDeviceSetting } from '../../device/device-setting.ts';
import { inspectorIsOpen } from '../../device/inspector-setting.ts';
import { useOverlays } from '../../overlays/overlays-context.tsx';
import { useAskToSignOut } from '../../overlays/use-ask-to-sign-out.ts';
import type { PaletteAct, PaletteAction } from './palette-entries.model.ts';
import { searchEverythingMessages } from './search-everything.messages.ts';

const schemes = { light: 'sun', dark: 'moon', auto: 'monitor' } as const satisfies Record<ColorScheme, string>;
const schemeLabels = { light: 'useLight', dark: 'useDark', auto: 'useSystem' } as const;

interface PaletteActions {
	/** What can be done right now. */
	actions: PaletteAction[];
	/** Does what an entry is for; the palette is closed by then. */
	run(what: { to: string } | PaletteAct): void;
}

export const usePaletteActions = (): PaletteActions => {
	const t = useMessages(searchEverythingMessages);
	const navigate = useNavigate();
	const { open } = useOverlays();
	const askToSignOut = useAskToSignOut();
	const { colorScheme, setColorScheme } = useColorScheme();
	const { language, languages, setLanguage } = useLanguage();
	const mayInspect = useCan('platform:inspect');
	const inspects = useDeviceSetting(inspectorIsOpen);
	const wordsOf = (key: 'colourWords' | 'languageWords' | 'shortcutWords' | 'inspectorWords' | 'signOutWords') =>
		t(key).split(' ');

	return {
		actions: [
			...(Object.keys(schemes) as ColorScheme[])
				.filter((scheme) => scheme !== colorScheme)
				.map(
					(scheme): PaletteAction => ({
						label: t(schemeLabels[scheme]),
						icon: schemes[scheme],
						keywords: wordsOf('colourWords'),
						run: { act: 'colours', scheme },
					}),
				),
			...languages
				.filter((other) => other !== language)
				.map(
					(other): PaletteAction => ({
						// In the language itself: whoever looks for it may read no other.
						label: languageNames[other],
						icon: 'language',
						keywords: wordsOf('languageWords'),
						run: { act: 'language', language: other },
					}),
				),
			{ label: t('shortcuts'), icon: 'keyboard', keywords: wordsOf('shortcutWords'), run: { act: 'shortcuts' } },
			...(mayInspect
				? [
						{
							label: t(inspects ? 'closeInspector' : 'openInspector'),
							icon: 'eye',
							keywords: wordsOf('inspectorWords'),
							run: { act: 'inspector' } as const,
						},
					]
				: []),
			{ label: t('signOut'), icon: 'log-out', keywords: wordsOf('signOutWords'), run: { act: 'sign-out' } },
		],
		run(what) {
			if ('to' in what) void navigate(what.to);
			else if (what.act === 'colours') setColorScheme(what.scheme);
			else if (what.act === 'shortcuts') open('shortcuts');
			else if (what.act === 'inspector') inspectorIsOpen.set(!inspects);
			else if (what.act === 'sign-out') askToSignOut();
			else {
				const chosen = languages.find((known) => known === what.language);
				if (chosen !== undefined) void setLanguage(chosen);
			}
		},
	};
};
