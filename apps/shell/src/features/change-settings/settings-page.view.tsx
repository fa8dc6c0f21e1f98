import { useSlot } from '@flotilla/federation';
import { useMessages } from '@flotilla/i18n';
import { useCan } from '@flotilla/session';
import { PageHeader, Skeleton } from '@flotilla/ui';
import { useEffect } from 'react';
import { Link, useLocation } from 'react-router';
import { AppearanceSection } from './appearance-section.view.tsx';
import { changeSettingsMessages } from './change-settings.messages.ts';
import { DeveloperSection } from './developer-section.view.tsx';
import { KeyboardSection } from './keyboard-section.view.tsx';
import { NotificationsSection } from './notifications-section.view.tsx';
import { ProfileSection } from './profile-section.view.tsx';
import { anchorOf } from './section-anchor.model.ts';
import styles from './settings.module.css';
import { SettingsSection } from './settings-section.view.tsx';

/** What a person may choose for themselves: the shell's part of it, then what remotes add. */
export const SettingsPage = () => {
	const t = useMessages(changeSettingsMessages);
	const { hash, key } = useLocation();
	const mayInspect = useCan('platform:inspect');
	const added = useSlot('shell:settings').map((entry) => ({ ...entry, id: anchorOf(entry.component) }));
	const contents = [
		{ id: 'profile', title: t('profile') },
		{ id: 'appearance', title: t('appearance') },
		{ id: 'notifications', title: t('notifications') },
		{ id: 'keyboard', title: t('keyboard') },
		...(mayInspect ? [{ id: 'developer', title: t('developer') }] : []),
		...added,
	];

	// biome-ignore lint/correctness/useExhaustiveDependencies: the same address may be asked for again, to go back to it
	useEffect(() => {
		if (hash === '') return;
		// As it stands: names of sections need no encoding, and what somebody typed may be none.
		const heading = document.getElementById(hash.slice(1));
		heading?.scrollIntoView();
		heading?.focus({ preventScroll: true });
	}, [hash, key]);

	return (
		<>
			<title>{`${t('title')} · Flotilla`}</title>
			<PageHeader title={t('title')} description={t('description')} />
			<div className={styles.page}>
				<nav aria-label={t('sections')} className={styles.contents}>
					<ul>
						{contents.map(({ id, title }) => (
							<li key={id}>
								<Link to={`#${id}`} {...(hash === `#${id}` && { 'aria-current': 'location' as const })}>
									{title}
								</Link>
							</li>
						))}
					</ul>
				</nav>
				<div className={styles.sections}>
					<ProfileSection />
					<AppearanceSection />
					<NotificationsSection />
					<KeyboardSection />
					{mayInspect && <DeveloperSection />}
					{added.map(({ key: slotKey, id, title, render }) => (
						<SettingsSection key={slotKey} id={id} title={title}>
							<div>{render({}, <Skeleton height={160} />)}</div>
						</SettingsSection>
					))}
				</div>
			</div>
		</>
	);
};
