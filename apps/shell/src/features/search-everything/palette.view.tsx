import { useFederation } from '@flotilla/federation';
import { useLanguage, useMessages } from '@flotilla/i18n';
import { useSessionState } from '@flotilla/session';
import { CloseButton, Icon, Kbd, Loader, Modal, VisuallyHidden } from '@flotilla/ui';
import { CommandInput, CommandList, CommandRoot, defaultFilter } from 'cmdk';
import { useRef, useState } from 'react';
import { useDeviceSetting } from '../../device/device-setting.ts';
import { useNavigationItems, useSettingsItem } from '../../pages/use-navigation-items.ts';
import { pagesOf, recentPages, rememberPage } from '../../recent/recent-pages.ts';
import { useShortcuts } from '../../shortcuts/use-shortcuts.ts';
import styles from './palette.module.css';
import { fittingEntries, type PaletteEntry, paletteEntries } from './palette-entries.model.ts';
import { PaletteGroup, PaletteLine } from './palette-line.view.tsx';
import { searchEverythingMessages } from './search-everything.messages.ts';
import { usePaletteActions } from './use-palette-actions.ts';
import { useRemoteSearch } from './use-remote-search.ts';
import { useTrueDescendant } from './use-true-descendant.ts';

const groups = ['recent', 'pages', 'commands', 'actions'] as const;
/** How many of the places one was at are shown. */
const recentShown = 5;

/** Leads to every page, person, file and command by its name. */
export const Palette = ({ onClose }: { onClose: () => void }) => {
	const t = useMessages(searchEverythingMessages);
	const [typed, setTyped] = useState('');
	const userId = useSessionState(({ user }) => user?.id);
	const { actions, run } = usePaletteActions();
	const entries = fittingEntries(useEntries(actions), typed, defaultFilter);
	const found = useRemoteSearch(typed);

	const root = useRef<HTMLDivElement>(null);
	useTrueDescendant(root);

	const choose = (what: PaletteEntry['run']) => {
		onClose();
		// One after the other: the dialog gives the focus back when it goes, and a page takes it when it comes.
		setTimeout(() => run(what));
	};
	const count = entries.length + found.reduce((sum, { results }) => sum + results.length, 0);
	const isSearching = found.some(({ status }) => status === 'searching');
	const isNothing = count === 0 && !isSearching && found.every(({ status }) => status !== 'failed');

	return (
		<Modal
			opened
			onClose={onClose}
			withCloseButton={false}
			size={640}
			aria-label={t('title')}
			className={styles.palette ?? ''}
		>
			<CommandRoot ref={root} shouldFilter={false} vimBindings={false} loop label={t('title')} className={styles.root}>
				<div className={styles.head}>
					<Icon name="search" className={styles.glyph} />
					<CommandInput
						value={typed}
						onValueChange={setTyped}
						placeholder={t('placeholder')}
						className={styles.input}
						aria-label={t('title')}
					/>
					{isSearching && <Loader size={16} color="gray" aria-hidden="true" />}
					<CloseButton className={styles.close ?? ''} aria-label={t('close')} onClick={onClose} />
				</div>
				<CommandList className={styles.list} label={t('title')}>
					{groups.map((group) => (
						<PaletteGroup key={group} heading={t(group)}>
							{entries
								.filter((entry) => entry.group === group)
								.map(({ id, label, icon, keys, run: what }) => (
									<PaletteLine key={id} id={id} {...{ label, icon, keys }} onChoose={() => choose(what)} />
								))}
						</PaletteGroup>
					))}
					{found.map(({ remote, title, results }) => (
						<PaletteGroup key={remote} heading={title}>
							{results.map(({ path, label, description, icon }) => (
								<PaletteLine
									key={path}
									id={`found ${path}`}
									{...{ label, description, icon }}
									onChoose={() => {
										if (userId !== undefined) rememberPage(recentPages, userId, { path, label, icon });
										choose({ to: path });
									}}
								/>
							))}
						</PaletteGroup>
					))}
				</CommandList>
				{found
					.filter(({ status }) => status === 'failed')
					.map(({ remote, title }) => (
						<p key={remote} className={styles.failed}>
							<Icon name="alert" size={14} />
							{t('failed', { title })}
						</p>
					))}
				{isNothing && (
					<div className={styles.nothing}>
						<p className={styles.nothingTitle}>{t('nothing', { text: typed.trim() })}</p>
						<p>{t('nothingHint')}</p>
					</div>
				)}
				<VisuallyHidden role="status">
					{isSearching ? t('searching') : typed.trim() !== '' ? t('results', { count }) : ''}
				</VisuallyHidden>
				<footer className={styles.foot} aria-hidden="true">
					<span>
						<Kbd>↑</Kbd>
						<Kbd>↓</Kbd> {t('hintChoose')}
					</span>
					<span>
						<Kbd>↵</Kbd> {t('hintOpen')}
					</span>
					<span>
						<Kbd>Esc</Kbd> {t('hintClose')}
					</span>
				</footer>
			</CommandRoot>
		</Modal>
	);
};

/** Without what remotes find. */
const useEntries = (actions: Parameters<typeof paletteEntries>[0]['actions']): PaletteEntry[] => {
	const { composition } = useFederation();
	const { language } = useLanguage();
	const permissions = useSessionState((state) => state.permissions);
	const userId = useSessionState(({ user }) => user?.id);
	const kept = useDeviceSetting(recentPages);
	const items = useNavigationItems();
	const settings = useSettingsItem();
	return paletteEntries({
		composition,
		permissions,
		language,
		recent: pagesOf(kept, userId).slice(0, recentShown),
		pages: [...items, settings],
		actions,
		shortcuts: useShortcuts(),
	});
};
