import { useSlot } from '@flotilla/federation';
import { useMessages } from '@flotilla/i18n';
import { useSessionState } from '@flotilla/session';
import { EmptyState, Icon, PageHeader, SimpleGrid } from '@flotilla/ui';
import { CardSkeleton } from './card-skeleton.view.tsx';
import styles from './dashboard.module.css';
import { showDashboardMessages } from './show-dashboard.messages.ts';

export const Dashboard = () => {
	const t = useMessages(showDashboardMessages);
	const firstName = useSessionState(({ user }) => user?.firstName ?? '');
	const cards = useSlot('shell:dashboard');
	return (
		<>
			<title>{`${t('title')} · Flotilla`}</title>
			<PageHeader title={t('hello', { name: firstName })} description={t('description')} />
			{cards.length === 0 ? (
				<EmptyState icon={<Icon name="dashboard" />} title={t('empty')} description={t('emptyHint')} />
			) : (
				<SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" className={styles.cards ?? ''}>
					{cards.map(({ key, title, render }) => (
						<div key={key} className={styles.card}>
							{render({}, <CardSkeleton title={title} />)}
						</div>
					))}
				</SimpleGrid>
			)}
		</>
	);
};
