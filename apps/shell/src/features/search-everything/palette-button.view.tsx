import { useMessages } from '@flotilla/i18n';
import { Icon, UnstyledButton } from '@flotilla/ui';
import { createOnDemand } from '../../on-demand/create-on-demand.ts';
import { useOverlays } from '../../overlays/overlays-context.tsx';
import { useOverlayOnDemand } from '../../overlays/use-overlay-on-demand.ts';
import { Keys } from '../../shortcuts/keys.view.tsx';
import styles from './palette-button.module.css';
import { searchEverythingMessages } from './search-everything.messages.ts';

const palette = createOnDemand(async () => (await import('./palette.view.tsx')).Palette);

/** Opens the palette, which looks like the field that one then types into. */
export const PaletteButton = () => {
	const t = useMessages(searchEverythingMessages);
	const { opened, open, close } = useOverlays();
	const Palette = useOverlayOnDemand({
		opened: opened === 'palette',
		code: palette,
		close,
		notLoaded: { key: 'palette', title: t('notLoaded') },
	});
	// Whoever comes near is about to press. What does not come then is asked for again, and told of, when it is opened.
	const comeNear = () => void palette.load().catch(() => undefined);
	return (
		<>
			<UnstyledButton
				className={styles.button}
				aria-haspopup="dialog"
				aria-keyshortcuts="Control+K Meta+K"
				onPointerEnter={comeNear}
				onFocus={comeNear}
				onClick={() => open('palette')}
			>
				<Icon name="search" />
				<span className={styles.words}>{t('open')}</span>
				<span className={styles.keys} aria-hidden="true">
					<Keys keys="$mod+k" />
				</span>
			</UnstyledButton>
			{Palette !== null && <Palette onClose={close} />}
		</>
	);
};
