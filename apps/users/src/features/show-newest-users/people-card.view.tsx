import { useUsers } from '@flotilla/data-cache';
import { useFormat, useMessages } from '@flotilla/i18n';
import { Anchor, Card, Group, PersonAvatar, RelativeTime, Skeleton, Stack, StatCard, Text, Title } from '@flotilla/ui';
import { Link } from 'react-router';
import { LoadFailure } from '../../failure/load-failure.tsx';
import { fullName } from '../../person/person-names.ts';
import { peopleCardMessages } from './people-card.messages.ts';
import styles from './people-card.module.css';

const newestShown = 5;
const newestQuery = { page: 1, limit: newestShown, sortBy: 'createdAt', sortOrder: 'desc' } as const;
const activeQuery = { page: 1, limit: 1, status: 'active' } as const;

/** For the dashboard: how many people there are, and who came last. */
export const PeopleCard = () => {
	const t = useMessages(peopleCardMessages);
	const format = useFormat();
	const newest = useUsers(newestQuery);
	const active = useUsers(activeQuery);

	return (
		<Card component="section" aria-labelledby="users-people-card">
			<Stack gap="md">
				<Group justify="space-between">
					<Title order={2} size="h4" id="users-people-card">
						{t('title')}
					</Title>
					<Anchor component={Link} to="/users" size="sm">
						{t('all')}
					</Anchor>
				</Group>
				{newest.error !== undefined && newest.data === undefined ? (
					<LoadFailure
						what={t('subject')}
						error={newest.error}
						onRetry={() => void newest.refresh()}
						retrying={newest.isValidating}
					/>
				) : (
					<>
						<Group grow>
							<StatCard
								label={t('total')}
								value={newest.data === undefined ? '' : format.number(newest.data.pagination.total)}
								loading={newest.data === undefined}
							/>
							<StatCard
								label={t('active')}
								value={active.data === undefined ? '–' : format.number(active.data.pagination.total)}
								loading={active.data === undefined && active.error === undefined}
							/>
						</Group>
						<ul className={styles.list} aria-label={t('newest')} aria-busy={newest.data === undefined}>
							{newest.data === undefined
								? Array.from({ length: newestShown }, (_, index) => (
										// biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
										<li key={index} className={styles.person}>
											<Skeleton height={32} circle />
											<Skeleton height={16} />
										</li>
									))
								: newest.data.users.map((user) => (
										<li key={user.id} className={styles.person} data-user-id={user.id}>
											<PersonAvatar
												firstName={user.firstName}
												lastName={user.lastName}
												size={32}
												{...(user.avatarUrl !== null && { src: user.avatarUrl })}
											/>
											<Anchor component={Link} to={`/users/${user.id}`} c="bright" truncate flex={1}>
												{fullName(user)}
											</Anchor>
											<Text size="sm" c="dimmed">
												<RelativeTime value={user.createdAt} />
											</Text>
										</li>
									))}
						</ul>
					</>
				)}
			</Stack>
		</Card>
	);
};
