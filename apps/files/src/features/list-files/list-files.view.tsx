import type { StoredFile } from '@flotilla/contracts';
import { useFiles, useNetworkState } from '@flotilla/data-cache';
import { Button, EmptyState, Group, Icon, PageHeader, Stack } from '@flotilla/ui';
import { PageControls } from '@flotilla/ui/data';
import { SearchInput, SegmentedControl, useDebouncedText } from '@flotilla/ui/forms';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { LoadFailure } from '../../failure/load-failure.tsx';
import { FileList } from './file-list.tsx';
import {
	changeFilesView,
	type FilesView,
	readFilesView,
	rowsPerPage,
	toFilesListQuery,
	writeFilesView,
} from './files-view.model.ts';
import styles from './list-files.module.css';
import { useFilesReader } from './use-files-reader.ts';

interface Props {
	/** Above the list: where files come in. */
	upload: ReactNode;
	/** The ids of files that are being removed. */
	leaving: ReadonlySet<string>;
	renderActions: (file: StoredFile) => ReactNode;
}

export const ListFiles = ({ upload, leaving, renderActions }: Props) => {
	const [params, setParams] = useSearchParams();
	const view = readFilesView(params);
	const reader = useFilesReader();
	const { data, error, isLoading, isStale, isValidating, refresh } = useFiles(toFilesListQuery(view, reader));
	const network = useNetworkState();
	// Nobody can be asked: what an earlier visit kept is no failure.
	const isKept = isStale && network !== 'online';
	const failure = isKept ? undefined : error;
	const show = (change: Partial<FilesView>, options?: { replace: boolean }) =>
		setParams(writeFilesView(changeFilesView(view, change)), options);
	const [text, setText] = useDebouncedText(view.search, (search) => show({ search }, { replace: true }));

	return (
		<>
			<title>Files · Flotilla</title>
			<PageHeader title="Files" description={describeTotal(data?.pagination.total, isKept)} />
			<Stack gap="md">
				{upload}
				<Group gap="sm" className={styles.filters}>
					<SearchInput
						value={text}
						onChange={setText}
						label="Search files"
						placeholder="Search by name"
						className={styles.search}
						maxLength={200}
					/>
					{reader.readsAny && (
						<SegmentedControl
							aria-label="Whose files"
							data={[
								{ value: 'all', label: 'Everybody’s' },
								{ value: 'mine', label: 'Mine' },
							]}
							value={view.mine ? 'mine' : 'all'}
							onChange={(value) => show({ mine: value === 'mine' })}
						/>
					)}
				</Group>
				{failure !== undefined && (
					<LoadFailure
						what="The list of files"
						error={failure}
						onRetry={() => void refresh()}
						retrying={isValidating}
					/>
				)}
				{(failure === undefined || data !== undefined) && (
					<>
						<FileList
							label="Files"
							files={data?.files}
							skeletonRows={8}
							leaving={leaving}
							stale={isLoading || failure !== undefined}
							renderActions={renderActions}
							empty={
								view.search === '' ? (
									<EmptyState
										icon={<Icon name="files" />}
										title="No files yet"
										description="What is uploaded shows up here at once."
									/>
								) : (
									<EmptyState
										icon={<Icon name="search" />}
										title={`No file is called “${view.search}”`}
										action={
											<Button variant="default" onClick={() => show({ search: '' })}>
												Clear search
											</Button>
										}
									/>
								)
							}
						/>
						<PageControls
							page={view.page}
							totalPages={data?.pagination.totalPages ?? 1}
							total={data?.pagination.total ?? 0}
							limit={rowsPerPage}
							noun="files"
							onPage={(page) => show({ page })}
						/>
					</>
				)}
			</Stack>
		</>
	);
};

/** A space while it is unknown keeps the line's height. */
const describeTotal = (total: number | undefined, isKept: boolean): string => {
	if (total === undefined) return '\u00a0';
	const count = total === 1 ? '1 file' : `${total.toLocaleString()} files`;
	return isKept ? `${count}, as of your last visit` : count;
};
