import { useFiles } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { Anchor, Card, EmptyState, Group, Icon, RelativeTime, Skeleton, Stack, Text, Title } from '@flotilla/ui';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { LoadFailure } from '../../failure/load-failure.tsx';
import { FileName } from '../../file/file-name.tsx';
import styles from './files-card.module.css';
import { listFilesMessages } from './list-files.messages.ts';
import { useFilesReader } from './use-files-reader.ts';

const newestShown = 5;

interface Props {
	/** How much space is left. */
	space: ReactNode;
}

/** For the dashboard: how many files the signed-in person has, and the newest of them. */
export const FilesCard = ({ space }: Props) => {
	const t = useMessages(listFilesMessages);
	const { id } = useFilesReader();
	const { data, error, isValidating, refresh } = useFiles({ ownerId: id, page: 1, limit: newestShown });

	return (
		<Card component="section" aria-labelledby="files-newest-card">
			<Stack gap="md">
				<Group justify="space-between">
					<Title order={2} size="h4" id="files-newest-card">
						{t('cardTitle')}
					</Title>
					<Group gap="md">
						<Text size="sm" c="dimmed">
							{data !== undefined && t('cardCount', { count: data.pagination.total })}
						</Text>
						<Anchor component={Link} to="/files" size="sm">
							{t('cardAll')}
						</Anchor>
					</Group>
				</Group>
				{error !== undefined && data === undefined ? (
					<LoadFailure what={t('whatNewest')} error={error} onRetry={() => void refresh()} retrying={isValidating} />
				) : (
					<ul className={styles.list} aria-label={t('cardNewest')} aria-busy={data === undefined}>
						{data === undefined &&
							Array.from({ length: newestShown }, (_, index) => (
								// biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
								<li key={index} className={styles.file}>
									<Skeleton height={32} width={32} />
									<Skeleton height={16} flex={1} />
								</li>
							))}
						{data?.files.map((file) => (
							<li key={file.id} className={styles.file} data-file-id={file.id}>
								<FileName file={file} />
								<Text size="sm" c="dimmed" className={styles.date}>
									<RelativeTime value={file.createdAt} />
								</Text>
							</li>
						))}
					</ul>
				)}
				{data?.files.length === 0 && (
					<EmptyState icon={<Icon name="files" />} title={t('emptyTitle')} description={t('cardEmpty')} />
				)}
				{space}
			</Stack>
		</Card>
	);
};
