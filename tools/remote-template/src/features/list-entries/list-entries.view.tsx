import { useMessages } from '@flotilla/i18n';
import { Button, EmptyState, Icon, PageHeader, Skeleton, Stack } from '@flotilla/ui';
import { SearchInput, useDebouncedText } from '@flotilla/ui/forms';
import { type ReactNode, useState } from 'react';
import { entries } from '../../entry/entry.ts';
import { isNotSetUp } from '../../entry/is-not-set-up.ts';
import { LoadFailure } from '../../failure/load-failure.tsx';
import { EntriesTable } from './entries-table.tsx';
import { listEntriesMessages } from './list-entries.messages.ts';
import styles from './list-entries.module.css';

const atATime = 50;
const placeholders = 8;

interface Props {
	/** The page's primary action. */
	action: ReactNode;
	/** Stands in place of the list while there is no collection; `onDone` looks again. */
	renderSetUp: (onDone: () => void) => ReactNode;
}

export const ListEntries = ({ action, renderSetUp }: Props) => {
	const t = useMessages(listEntriesMessages);
	const [search, setSearch] = useState('');
	const [typed, setTyped] = useDebouncedText(search, setSearch);
	const list = entries.useInfinite({ limit: atATime, sort: ['-createdAt'], ...(search !== '' && { search }) });
	const { rows, error, hasMore } = list;

	if (rows === undefined && isNotSetUp(error)) {
		return (
			<>
				<Head action={null} />
				{renderSetUp(() => void list.refresh())}
			</>
		);
	}
	return (
		<>
			<Head action={action} />
			<Stack gap="md">
				<SearchInput label={t('search')} value={typed} onChange={setTyped} className={styles.search ?? ''} />
				{error !== undefined && (
					<LoadFailure
						what={t('list')}
						error={error}
						onRetry={() => void list.refresh()}
						retrying={list.isValidating}
					/>
				)}
				{rows === undefined ? (
					error === undefined && <Placeholders />
				) : (
					<EntriesTable
						rows={rows}
						empty={
							search === '' ? (
								<EmptyState icon={<Icon name="list" />} title={t('empty')} description={t('emptyHint')} />
							) : (
								<EmptyState icon={<Icon name="search" />} title={t('nothingFound', { search })} />
							)
						}
					/>
				)}
				{hasMore && (
					<Button
						variant="default"
						loading={list.isLoadingMore}
						onClick={() => void list.loadMore()}
						className={styles.more ?? ''}
					>
						{t('more')}
					</Button>
				)}
			</Stack>
		</>
	);
};

const Head = ({ action }: { action: ReactNode }) => {
	const t = useMessages(listEntriesMessages);
	return (
		<>
			<title>{`${t('title')} · Flotilla`}</title>
			<PageHeader title={t('title')} actions={action} />
		</>
	);
};

const Placeholders = () => (
	<Stack gap="xs" aria-busy="true">
		{Array.from({ length: placeholders }, (_, index) => (
			// biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
			<Skeleton key={index} height={32} />
		))}
	</Stack>
);
