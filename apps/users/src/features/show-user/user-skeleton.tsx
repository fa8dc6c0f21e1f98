import { useMessages } from '@flotilla/i18n';
import { Skeleton } from '@flotilla/ui';
import { BackToList } from './back-to-list.tsx';
import { showUserMessages } from './show-user.messages.ts';
import styles from './show-user.module.css';

/** The page of a person before the person is here, in its size. */
export const UserSkeleton = () => {
	const t = useMessages(showUserMessages);
	return (
		<section aria-busy="true" aria-label={t('loading')}>
			{/* Not yet a name: what is shown here is a person, and not the list. */}
			<title>Flotilla</title>
			<div className={styles.header}>
				<BackToList />
				<div className={styles.line}>
					<Skeleton height={56} circle />
					<div className={styles.who}>
						<Skeleton height={24} mt={4} mb={8} maw={240} />
						<Skeleton height={16} mb={4} maw={320} />
						<Skeleton height={16} mb={4} maw={120} className={styles.secondLine ?? ''} />
					</div>
				</div>
			</div>
			<Skeleton height={36} mb="lg" />
			<Skeleton height={240} maw={640} />
		</section>
	);
};
