import type { StoredFile } from '@flotilla/contracts';
import { useFiles, useGrowingFiles, useNetworkState } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { Button, EmptyState, Icon, PageHeader, Stack } from '@flotilla/ui';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import { LoadFailure } from '../../failure/load-failure.tsx';
import { useFileRights } from '../../file/file-rights.ts';
import { FileCollection, type FileCollectionHandle } from './file-collection.tsx';
import { FilesToolbar } from './files-toolbar.tsx';
import { type FilesView, isFiltered, readFilesView, toFilesQueries, writeFilesView } from './files-view.model.ts';
import { listFilesMessages } from './list-files.messages.ts';
import { MoreFiles } from './more-files.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useArrivedFiles } from './use-arrived-files.ts';
import { useChangedFiles } from './use-changed-files.ts';
import { useFileSelection } from './use-file-selection.ts';
import { useFilesLayout } from './use-files-layout.ts';
import { useFilesReader } from './use-files-reader.ts';

/** What others put into a list: changing a name, and taking files away. */
export interface FileListActions {
	/** The file whose name is being changed, and what stands in place of it. */
	renaming: { id: string; view: ReactNode } | null;
	onRename: (file: StoredFile) => void;
	onRemove: (files: readonly StoredFile[]) => void;
}

interface Props extends FileListActions {
	/** The page's primary action; null for people who may not upload. */
	upload: ReactNode;
	/** Above the list: what is on its way. */
	panel: ReactNode;
	/** Below the title: how much space is left. */
	space: ReactNode;
	/** The file that is looked at, over the list. */
	openId: string | undefined;
	/** What lies over the list while one is; gets the files of the list for the way to the next one. */
	renderOpen: (files: readonly StoredFile[]) => ReactNode;
}

const none: readonly StoredFile[] = [];

export const ListFiles = (props: Props) => {
	const { upload, panel, space, openId, renderOpen, renaming, onRename, onRemove } = props;
	const t = useMessages(listFilesMessages);
	const [params, setParams] = useSearchParams();
	const { search: address } = useLocation();
	const view = readFilesView(params);
	const reader = useFilesReader();
	const rights = useFileRights();
	const queries = toFilesQueries(view, reader);
	const list = useGrowingFiles(queries.list);
	const count = useFiles(queries.count).data?.pagination.total;
	const network = useNetworkState();
	const { rows, error, isLoading, isValidating, refresh } = list;
	const { arrived, hasMore } = useArrivedFiles(list);
	// Nobody can be asked: what an earlier visit kept is no failure.
	const isKept = list.isStale && network !== 'online';
	const failure = isKept ? undefined : error;

	const control = useFileSelection(rows ?? none);
	const changed = useChangedFiles(rows, JSON.stringify(queries.list));
	const [remembered, remember] = useFilesLayout();
	const layout = view.layout ?? remembered;
	const show = (change: Partial<FilesView>, options?: { replace: boolean }) =>
		setParams(writeFilesView({ ...view, ...change }), options);

	// Whoever closes a file is back where it is in the list, even after a few steps to others.
	const collection = useRef<FileCollectionHandle>(null);
	const lastOpen = useRef(openId);
	useLayoutEffect(() => {
		const closed = openId === undefined ? lastOpen.current : undefined;
		if (closed !== undefined) collection.current?.focus(closed);
	}, [openId]);
	useEffect(() => {
		const closed = openId === undefined ? lastOpen.current : undefined;
		lastOpen.current = openId;
		// Again after the effects of all around: the shell gives a new address the focus at its top.
		if (closed !== undefined) queueMicrotask(() => collection.current?.focus(closed));
	}, [openId]);

	const clear = { search: '', mine: false, type: null } as const;
	return (
		<>
			{/* The file that lies over it has its own. */}
			{openId === undefined && <title>{t('pageTitle')}</title>}
			<PageHeader
				title={t('title')}
				// A space while it is unknown keeps the line's height.
				description={count === undefined ? '\u00a0' : t(isKept ? 'totalStale' : 'total', { count })}
				actions={upload}
			/>
			<Stack gap="md">
				{space}
				{panel}
				{control.files.length === 0 ? (
					<FilesToolbar
						view={view}
						layout={layout}
						readsAny={reader.readsAny}
						onChange={show}
						onLayout={(next) => {
							remember(next);
							show({ layout: next }, { replace: true });
						}}
					/>
				) : (
					<SelectionBar
						files={control.files}
						onClear={() => {
							// The button that was pressed goes with the bar.
							if (control.selection.active !== null) collection.current?.focus(control.selection.active);
							control.clear();
						}}
						mayRemove={rights.mayRemove}
						onRemove={onRemove}
					/>
				)}
				{failure !== undefined && (
					<LoadFailure what={t('whatList')} error={failure} onRetry={() => void refresh()} retrying={isValidating} />
				)}
				{(failure === undefined || rows !== undefined) && (
					<FileCollection
						ref={collection}
						label={t('files')}
						layout={layout}
						files={arrived}
						skeletons={12}
						stale={rows !== undefined && (isLoading || failure !== undefined)}
						showOwner={reader.readsAny}
						control={control}
						changed={changed}
						sort={{ by: view.sortBy, order: view.sortOrder }}
						onSort={({ by, order }) => show({ sortBy: by, sortOrder: order })}
						toHref={({ id }) => `/files/${id}${address}`}
						renaming={renaming}
						mayRename={rights.mayRename}
						onRename={onRename}
						mayRemove={rights.mayRemove}
						onRemove={onRemove}
						empty={
							isFiltered(view) ? (
								<EmptyState
									icon={<Icon name="search" />}
									title={view.search === '' ? t('noneFiltered') : t('noneFound', { search: view.search })}
									action={
										<Button variant="default" onClick={() => show(clear)}>
											{view.type === null && !view.mine ? t('clearSearch') : t('clearFilters')}
										</Button>
									}
								/>
							) : (
								<EmptyState
									icon={<Icon name="files" />}
									title={t('emptyTitle')}
									description={upload === null ? t('emptyRead') : t('emptyUpload')}
								/>
							)
						}
					/>
				)}
				<MoreFiles
					hasMore={hasMore}
					isLoading={list.isLoadingMore}
					hasFailed={list.moreError !== undefined}
					onMore={() => void list.loadMore()}
				/>
			</Stack>
			{openId !== undefined && renderOpen(rows ?? none)}
		</>
	);
};
