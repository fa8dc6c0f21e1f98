import { useMessages } from '@flotilla/i18n';
import { Anchor, Card, Group, List, RelativeTime, Skeleton, Stack, Text, Title } from '@flotilla/ui';
import { useId } from 'react';
import { Link } from 'react-router';
import { entries } from '../../entry/entry.ts';
import { isNotSetUp } from '../../entry/is-not-set-up.ts';
import { LoadFailure } from '../../failure/load-failure.tsx';
import styles from './newest-entries-card.module.css';
import { showNewestEntriesMessages } from './show-newest-entries.messages.ts';

const shown = 5;
const newest = { page: 1, limit: shown, sort: ['-createdAt'] };

/** For the dashboard: how many entries there are, and the newest of them. */
export const NewestEntriesCard = () => {
	const t = useMessages(showNewestEntriesMessages);
	const headingId = useId();
	const { data, error, isValidating, refresh } = entries.useList(newest);

	const content = () => {
		if (data === undefined && isNotSetUp(error)) return <Text c="dimmed">{t('notSetUp')}</Text>;
		if (data === undefined && error !== undefined) {
			return <LoadFailure what={t('newest')} error={error} onRetry={() => void refresh()} retrying={isValidating} />;
		}
		if (data?.rows.length === 0) return <Text c="dimmed">{t('empty')}</Text>;
		return (
			<List aria-label={t('newest')} aria-busy={data === undefined} gap="none">
				{data === undefined
					? Array.from({ length: shown }, (_, index) => (
							// biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
							<List.Item key={index} className={styles.entry}>
								<Skeleton height={16} />
							</List.Item>
						))
					: data.rows.map(({ id, data: { title }, createdAt }) => (
							<List.Item key={id} className={styles.entry}>
								<Text truncate flex={1}>
									{title}
								</Text>
								<Text size="sm" c="dimmed">
									<RelativeTime value={createdAt} />
								</Text>
							</List.Item>
						))}
			</List>
		);
	};

	return (
		<Card component="section" aria-labelledby={headingId}>
			<Stack gap="md">
				<Group justify="space-between">
					<Title order={2} size="h4" id={headingId}>
						{t('title')}
					</Title>
					<Group gap="md">
						{data?.pagination !== undefined && (
							<Text size="sm" c="dimmed">
								{t('count', { count: data.pagination.total })}
							</Text>
						)}
						<Anchor component={Link} to="/sample" size="sm">
							{t('all')}
						</Anchor>
					</Group>
				</Group>
				{content()}
			</Stack>
		</Card>
	);
};
