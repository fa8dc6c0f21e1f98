import { DirectionProvider, MantineContext, MantineThemeProvider } from '@mantine/core';
import { createContext, type ReactNode, use, useInsertionEffect, useMemo, useSyncExternalStore } from 'react';
import { theme } from '../theme/theme.ts';
import {
	type ColorScheme,
	type Contrast,
	createColorSchemeChoice,
	createContrastChoice,
	type ResolvedColorScheme,
} from './color-scheme.ts';
import { useFonts } from './use-fonts.ts';

export interface ColorSchemeControl {
	/** The person's choice. */
	colorScheme: ColorScheme;
	/** What is on the screen. */
	resolved: ResolvedColorScheme;
	setColorScheme(next: ColorScheme): void;
	/** Light to dark and back, from what is on the screen. */
	toggleColorScheme(): void;
	/** What is on the screen. */
	contrast: Contrast;
	/** The person's choice; `auto` follows the system. */
	contrastChoice: Contrast | 'auto';
	setContrast(next: Contrast | 'auto'): void;
}

const ColorSchemeContext = createContext<ColorSchemeControl | null>(null);

export interface UiProviderProps {
	children: ReactNode;
	/** Used until the person chooses. Default `auto`. Read once. */
	colorScheme?: ColorScheme | undefined;
	/** Holds whatever the person chose; for stories and tests. */
	forcedColorScheme?: ResolvedColorScheme | undefined;
	/** As `forcedColorScheme`. */
	forcedContrast?: Contrast | undefined;
	/** The page's CSP nonce, for the few style elements of responsive props such as `cols={{ base: 1, sm: 2 }}`. */
	nonce?: string | undefined;
}

/**
 * What every component of this package needs around it, once a page. It uses Mantine's contexts rather than its
 * provider: our variables are a style sheet, so nothing has to be computed and injected at run time.
 */
export function UiProvider({ children, colorScheme, forcedColorScheme, forcedContrast, nonce }: UiProviderProps) {
	// biome-ignore lint/correctness/useExhaustiveDependencies: the fallback is read once.
	const store = useMemo(
		() => createColorSchemeChoice({ fallback: colorScheme, forced: forcedColorScheme }),
		[forcedColorScheme],
	);
	const contrastStore = useMemo(() => createContrastChoice({ forced: forcedContrast }), [forcedContrast]);
	const chosen = useSyncExternalStore(store.subscribe, store.get);
	const resolved = useSyncExternalStore(store.subscribe, store.resolved);

	const contrastChoice = useSyncExternalStore(contrastStore.subscribe, contrastStore.get);
	const contrast = useSyncExternalStore(contrastStore.subscribe, contrastStore.resolved);

	// Before layout effects and paint, so that nothing measures or shows the other scheme.
	useInsertionEffect(() => {
		document.documentElement.setAttribute('data-mantine-color-scheme', resolved);
		// The script of the page's head set it for what is painted before our style sheets.
		document.documentElement.style.colorScheme = resolved;
		document.documentElement.setAttribute('data-contrast', contrast);
	}, [resolved, contrast]);

	useFonts();

	const control = useMemo<ColorSchemeControl>(
		() => ({
			colorScheme: chosen,
			resolved,
			setColorScheme: store.set,
			toggleColorScheme: () => store.set(store.resolved() === 'dark' ? 'light' : 'dark'),
			contrast,
			contrastChoice,
			setContrast: contrastStore.set,
		}),
		[store, chosen, resolved, contrastStore, contrast, contrastChoice],
	);
	const mantine = useMemo(
		() => ({
			colorScheme: chosen,
			setColorScheme: store.set,
			clearColorScheme: () => store.set('auto'),
			getRootElement: () => document.documentElement,
			getStyleNonce: () => nonce,
			classNamesPrefix: 'mantine',
			cssVariablesSelector: ':root',
			withStaticClasses: true,
		}),
		[store, chosen, nonce],
	);

	return (
		<MantineContext value={mantine}>
			<MantineThemeProvider theme={theme}>
				<DirectionProvider>
					<ColorSchemeContext value={control}>{children}</ColorSchemeContext>
				</DirectionProvider>
			</MantineThemeProvider>
		</MantineContext>
	);
}

/** The colour scheme and how to change it. Throws outside `UiProvider`. */
export function useColorScheme(): ColorSchemeControl {
	const control = use(ColorSchemeContext);
	if (control === null) throw new Error('useColorScheme needs <UiProvider> around it.');
	return control;
}
