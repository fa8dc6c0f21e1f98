import { useMessages } from '@flotilla/i18n';
import { useEffect, useEffectEvent } from 'react';
import { useNavigate } from 'react-router';
import { tinykeys } from 'tinykeys';
import { useDeviceSetting } from '../../device/device-setting.ts';
import { inspectorIsOpen } from '../../device/inspector-setting.ts';
import { singleKeyShortcuts } from '../../device/keyboard-shortcuts-setting.ts';
import { createOnDemand } from '../../on-demand/create-on-demand.ts';
import { useOverlays } from '../../overlays/overlays-context.tsx';
import { useOverlayOnDemand } from '../../overlays/use-overlay-on-demand.ts';
import { isSingleKey, type Shortcut } from '../../shortcuts/shortcuts.model.ts';
import { useShortcuts } from '../../shortcuts/use-shortcuts.ts';
import { findPageSearch } from './find-page-search.ts';
import { belongsToPage } from './keyboard-target.ts';
import { pressShortcutsMessages } from './press-shortcuts.messages.ts';

const shortcutSheet = createOnDemand(async () => (await import('./shortcut-sheet.view.tsx')).ShortcutSheet);

/** Binds every shortcut for as long as it is mounted, and shows the sheet that lists them. */
export const Shortcuts = () => {
	const shortcuts = useShortcuts();
	const enabled = useDeviceSetting(singleKeyShortcuts);
	const { opened, open, close } = useOverlays();
	const navigate = useNavigate();
	const t = useMessages(pressShortcutsMessages);
	const Sheet = useOverlayOnDemand({
		opened: opened === 'shortcuts',
		code: shortcutSheet,
		close,
		notLoaded: { key: 'shortcut-sheet', title: t('notLoaded') },
	});

	const run = useEffectEvent(({ run }: Shortcut, event: KeyboardEvent): void => {
		event.preventDefault();
		if ('to' in run) void navigate(run.to);
		else if (run.act === 'open-sheet') open('shortcuts');
		else if (run.act === 'toggle-inspector') inspectorIsOpen.set(!inspectorIsOpen.get());
		else if (run.act === 'open-palette' && opened === 'palette') close();
		else if (run.act === 'open-palette') open('palette');
		else {
			const search = findPageSearch(document);
			if (search === null) open('palette');
			else search.focus();
		}
	});
	const isFree = useEffectEvent(() => opened === 'palette' || document.querySelector('dialog:modal') === null);

	useEffect(() => {
		const bind = (isBound: (shortcut: Shortcut) => boolean) =>
			Object.fromEntries(
				shortcuts.filter(isBound).map((shortcut) => [shortcut.keys, (event: KeyboardEvent) => run(shortcut, event)]),
			);
		const stops = [
			// With a modifier they mean the same while somebody types.
			tinykeys(
				window,
				bind((shortcut) => !isSingleKey(shortcut)),
				{ ignore: (event) => event.repeat || !isFree() },
			),
			...(enabled ? [tinykeys(window, bind(isSingleKey), { ignore: (event) => !belongsToPage(event) })] : []),
		];
		return () => {
			for (const stop of stops) stop();
		};
	}, [shortcuts, enabled]);

	return Sheet !== null ? <Sheet shortcuts={shortcuts} onClose={close} /> : null;
};
