import { useFederation } from '@flotilla/federation';
import { useLanguage, useMessages } from '@flotilla/i18n';
import { useSessionState } from '@flotilla/session';
import { CloseButton, Icon, Kbd, Loader, Modal, VisuallyHidden } from '@flotilla/ui';
import { CommandList, CommandRoot, defaultFilter } from 'cmdk';
import { useRef, useState } from 'react';
import { useDeviceSetting } from '../../device/device-setting.ts';
import { useNavigationItems, useSettingsItem } from '../../pages/use-navigation-items.ts';
import { pagesOf, recentPages, rememberPage } from '../../recent/recent-pages.ts';
import { useShortcuts } from '../../shortcuts/use-shortcuts.ts';
import styles from './palette.module.css';
import { fittingEntries, type PaletteEntry, paletteEntries } from './palette-entries.model.ts';
import { PaletteGroup, PaletteLine } from './palette-line.view.tsx';
import { searchEverythingMessages } from './search-everything.messages.ts';
import { useCombobox } from './use-combobox.ts';
import { usePaletteActions } from './use-palette-actions.ts';
import { useRemoteSearch } from './use-remote-search.ts';

const groups = ['recent', 'pages', 'commands', 'actions'] as const;
/** How many of the places one was at are shown. */
const recentShown = 5;

/** Leads to every page, person, file and command by its name. */
export const Palette = ({ onClose }: { onClose: () => void }) => {
	const t = useMessages(searchEverythingMessages);
	const [typed, setTyped] = useState('');
	const [chosen, setChosen] = useState<string | null>(null);
	const userId = useSessionState(({ user }) => user?.id);
	const { actions, run } = usePaletteActions();
	const entries = fittingEntries(useEntries(actions), typed, defaultFilter);
	const found = useRemoteSearch(typed);

	const root = useRef<HTMLDivElement>(null);
	useCombobox(root);

	const choose = (what: PaletteEntry['run']) => {
		onClose();
		// One after the other: the dialog gives the focus back when it goes, and a page takes it when it comes.
		setTimeout(() => run(what));
	};
	const lines = [
		...groups.flatMap((group) => entries.filter((entry) => entry.group === group).map(({ id }) => id)),
		...found.flatMap(({ results }) => results.map(({ path }) => foundId(path))),
	];
	const count = lines.length;
	// The first, until somebody chooses another that is still there: what fits best comes first.
	const selected = chosen !== null && lines.includes(chosen) ? chosen : (lines[0] ?? '');
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
			<CommandRoot
				ref={root}
				shouldFilter={false}
				value={selected}
				onValueChange={setChosen}
				vimBindings={false}
				loop
				label={t('title')}
				className={styles.root}
			>
				<div className={styles.head}>
					<Icon name="search" className={styles.glyph} />
					<input
						role="combobox"
						aria-expanded
						aria-autocomplete="list"
						aria-label={t('title')}
						autoComplete="off"
						autoCorrect="off"
						spellCheck={false}
						enterKeyHint="go"
						value={typed}
						onChange={({ currentTarget: { value } }) => {
							setTyped(value);
							setChosen(null);
						}}
						placeholder={t('placeholder')}
						className={styles.input}
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
									id={foundId(path)}
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

const foundId = (path: string): string => `found ${path}`;

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
