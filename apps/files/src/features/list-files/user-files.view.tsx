import type { StoredFile } from '@flotilla/contracts';
import { useGrowingFiles } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { EmptyState, Icon, Stack } from '@flotilla/ui';
import { LoadFailure } from '../../failure/load-failure.tsx';
import { useFileRights } from '../../file/file-rights.ts';
import { FileCollection } from './file-collection.tsx';
import { listFilesMessages } from './list-files.messages.ts';
import type { FileListActions } from './list-files.view.tsx';
import { MoreFiles } from './more-files.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useArrivedFiles } from './use-arrived-files.ts';
import { useChangedFiles } from './use-changed-files.ts';
import { useFileSelection } from './use-file-selection.ts';
import { useFilesReader } from './use-files-reader.ts';

const none: readonly StoredFile[] = [];

/** Files that are fetched at a time. */
const atATime = 20;

interface Props extends FileListActions {
	userId: string;
}

/** One person's files, for a page that is about that person. */
export const UserFiles = (props: Props) => {
	const t = useMessages(listFilesMessages);
	const reader = useFilesReader();
	// Asking for them would only be refused.
	if (props.userId !== reader.id && !reader.readsAny) {
		return (
			<EmptyState
				icon={<Icon name="files" />}
				title={t('personForbidden')}
				description={t('personForbiddenDescription')}
			/>
		);
	}
	return <OpenUserFiles {...props} />;
};

const OpenUserFiles = ({ userId, renaming, onRename, onRemove }: Props) => {
	const t = useMessages(listFilesMessages);
	const rights = useFileRights();
	const list = useGrowingFiles({ ownerId: userId, limit: atATime });
	const { rows, error, isLoading, isValidating, refresh } = list;
	const { arrived, hasMore } = useArrivedFiles(list);
	const control = useFileSelection(rows ?? none);
	const changed = useChangedFiles(rows, userId);

	if (error !== undefined && rows === undefined) {
		return <LoadFailure what={t('whatList')} error={error} onRetry={() => void refresh()} retrying={isValidating} />;
	}
	return (
		<Stack gap="sm">
			{control.files.length > 0 && (
				<SelectionBar files={control.files} onClear={control.clear} mayRemove={rights.mayRemove} onRemove={onRemove} />
			)}
			<FileCollection
				label={t('personsFiles')}
				layout="list"
				files={arrived}
				skeletons={3}
				stale={rows !== undefined && isLoading}
				showOwner={false}
				control={control}
				changed={changed}
				toHref={({ id }) => `/files/${id}`}
				renaming={renaming}
				mayRename={rights.mayRename}
				onRename={onRename}
				mayRemove={rights.mayRemove}
				onRemove={onRemove}
				empty={
					<EmptyState icon={<Icon name="files" />} title={t('personEmpty')} description={t('personEmptyDescription')} />
				}
			/>
			<MoreFiles
				hasMore={hasMore}
				isLoading={list.isLoadingMore}
				hasFailed={list.moreError !== undefined}
				onMore={() => void list.loadMore()}
			/>
		</Stack>
	);
};
