import { useMessages } from '@flotilla/i18n';
import { Alert, Anchor, Button, Group, Modal, Text } from '@flotilla/ui';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useDeviceSetting } from '../../device/device-setting.ts';
import { singleKeyShortcuts } from '../../device/keyboard-shortcuts-setting.ts';
import { Keys } from '../../shortcuts/keys.view.tsx';
import { isSingleKey, type Shortcut } from '../../shortcuts/shortcuts.model.ts';
import { pressShortcutsMessages } from './press-shortcuts.messages.ts';
import styles from './shortcut-sheet.module.css';

interface Props {
	shortcuts: readonly Shortcut[];
	onClose: () => void;
}

const groups = ['general', 'pages', 'commands'] as const;

/** Every shortcut that there is for this person. */
export const ShortcutSheet = ({ shortcuts, onClose }: Props) => {
	const t = useMessages(pressShortcutsMessages);
	const enabled = useDeviceSetting(singleKeyShortcuts);
	return (
		<Modal opened onClose={onClose} title={t('title')} closeLabel={t('close')} size="lg">
			{!enabled && (
				<Alert className={styles.off ?? ''}>
					<Group justify="space-between" gap="sm">
						<Text>{t('off')}</Text>
						<Button size="xs" variant="default" onClick={() => singleKeyShortcuts.set(true)}>
							{t('switchOn')}
						</Button>
					</Group>
				</Alert>
			)}
			{/* The dialog begins here and not at the link below. */}
			<div className={styles.groups} tabIndex={-1} data-autofocus>
				{groups.map((group) => {
					const lines = shortcuts.filter((shortcut) => shortcut.group === group);
					if (lines.length === 0) return null;
					return (
						<section key={group} aria-labelledby={`shortcuts-${group}`}>
							<h3 className={styles.heading} id={`shortcuts-${group}`}>
								{t(group)}
							</h3>
							<dl className={styles.list}>
								{lines.map((shortcut) => (
									<div key={shortcut.keys} className={styles.line} data-off={!enabled && isSingleKey(shortcut)}>
										<dt className={styles.label}>{shortcut.label}</dt>
										<dd className={styles.keys}>
											<Keys keys={shortcut.keys} />
										</dd>
									</div>
								))}
							</dl>
						</section>
					);
				})}
			</div>
			{enabled && (
				<Text size="sm" c="dimmed" className={styles.hint}>
					{t.rich<ReactNode>('hint', {
						link: (chunks) => (
							<Anchor key="link" component={Link} to="/settings#keyboard" onClick={onClose}>
								{chunks}
							</Anchor>
						),
					})}
				</Text>
			)}
		</Modal>
	);
};
