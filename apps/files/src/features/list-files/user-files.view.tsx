import type { StoredFile } from '@flotilla/contracts';
import { useFiles } from '@flotilla/data-cache';
import { EmptyState, Icon, Stack } from '@flotilla/ui';
import { PageControls } from '@flotilla/ui/data';
import { type ReactNode, useState } from 'react';
import { LoadFailure } from '../../failure/load-failure.tsx';
import { FileList } from './file-list.tsx';
import { useFilesReader } from './use-files-reader.ts';

const rowsPerPage = 10;

interface Props {
	userId: string;
	/** The ids of files that are being removed. */
	leaving: ReadonlySet<string>;
	renderActions: (file: StoredFile) => ReactNode;
}

/** One person's files, for a page that is about that person. */
export const UserFiles = (props: Props) => {
	const reader = useFilesReader();
	// Asking for them would only be refused.
	if (props.userId !== reader.id && !reader.readsAny) {
		return (
			<EmptyState
				icon={<Icon name="files" />}
				title="These files are not open to you"
				description="Your role shows you your own files only."
			/>
		);
	}
	return <OpenUserFiles {...props} />;
};

const OpenUserFiles = ({ userId, leaving, renderActions }: Props) => {
	const [page, setPage] = useState(1);
	const { data, error, isLoading, isValidating, refresh } = useFiles({ ownerId: userId, page, limit: rowsPerPage });

	if (error !== undefined && data === undefined) {
		return (
			<LoadFailure what="The list of files" error={error} onRetry={() => void refresh()} retrying={isValidating} />
		);
	}
	return (
		<Stack gap="md">
			<FileList
				label="Files of this person"
				files={data?.files}
				skeletonRows={3}
				leaving={leaving}
				stale={isLoading}
				showOwner={false}
				renderActions={renderActions}
				empty={
					<EmptyState
						icon={<Icon name="files" />}
						title="No files"
						description="This person has not uploaded anything."
					/>
				}
			/>
			{data !== undefined && data.pagination.totalPages > 1 && (
				<PageControls
					page={page}
					totalPages={data.pagination.totalPages}
					total={data.pagination.total}
					limit={rowsPerPage}
					noun="files"
					onPage={setPage}
				/>
			)}
		</Stack>
	);
};
