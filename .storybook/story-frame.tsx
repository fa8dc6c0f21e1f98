import { createI18n, I18nProvider } from '@flotilla/i18n';
import { UiProvider } from '@flotilla/ui';
import { type ReactNode, Suspense, useLayoutEffect, useMemo } from 'react';
import { chosenDirection, type ToolbarGlobals } from './toolbar.ts';

interface Props {
	globals: ToolbarGlobals;
	children: ReactNode;
}

/** What every story stands in: colours, language and direction as the toolbar says. */
export const StoryFrame = ({ globals, children }: Props) => {
	const { theme, contrast, language, network, role } = globals;
	const direction = chosenDirection(globals);
	const i18n = useMemo(() => createI18n({ language, storage: null, root: null }), [language]);
	useLayoutEffect(() => {
		document.documentElement.lang = language;
		document.documentElement.dir = direction;
	}, [language, direction]);
	return (
		<I18nProvider i18n={i18n}>
			<UiProvider forcedColorScheme={theme} forcedContrast={contrast}>
				{/* Another choice is another page, not the same one that goes on. */}
				<Suspense key={`${language} ${network} ${role}`} fallback={null}>
					{children}
				</Suspense>
			</UiProvider>
		</I18nProvider>
	);
};
