import type { FileSortField, StoredFile } from '@flotilla/contracts';
import { useMessages } from '@flotilla/i18n';
import { Icon, Skeleton } from '@flotilla/ui';
import { type ReactNode, type Ref, useCallback, useImperativeHandle, useRef } from 'react';
import { useNavigate } from 'react-router';
import styles from './file-collection.module.css';
import { FileItem } from './file-item.tsx';
import { clearSelection, selectAll } from './file-selection.model.ts';
import { type FilesLayout, naturalOrder } from './files-view.model.ts';
import { focusFile } from './focus-file.ts';
import { listFilesMessages } from './list-files.messages.ts';
import { useFileKeys } from './use-file-keys.ts';
import { useFilePointer } from './use-file-pointer.ts';
import type { FileSelectionControl } from './use-file-selection.ts';
import { useKeptFocus } from './use-kept-focus.ts';

export interface FilesSort {
	by: FileSortField;
	order: 'asc' | 'desc';
}

/** For whoever opens something over the collection and comes back to it. */
export interface FileCollectionHandle {
	focus(id: string): boolean;
}

export interface FileCollectionProps {
	ref?: Ref<FileCollectionHandle>;
	/** Names it, e.g. `Files`. */
	label: string;
	layout: FilesLayout;
	/** Undefined while they are on their way. */
	files: readonly StoredFile[] | undefined;
	/** Placeholders until then. */
	skeletons: number;
	/** They are those of another question, until the answer to the new one is here. Default false. */
	stale?: boolean;
	/** Default true. */
	showOwner?: boolean;
	control: FileSelectionControl;
	changed: ReadonlySet<string>;
	/** What the list is sorted by; without `onSort` it is told nowhere. */
	sort?: FilesSort;
	onSort?: (sort: FilesSort) => void;
	toHref: (file: StoredFile) => string;
	/** The file whose name is being changed, and what stands in place of it. */
	renaming: { id: string; view: ReactNode } | null;
	mayRename: (file: StoredFile) => boolean;
	onRename: (file: StoredFile) => void;
	mayRemove: (file: StoredFile) => boolean;
	onRemove: (files: readonly StoredFile[]) => void;
	/** Stands in place of no files. */
	empty: ReactNode;
}

/** Files as a list or as tiles, to be looked through and selected by pointer, touch and keyboard. */
export const FileCollection = (props: FileCollectionProps) => {
	const { ref, label, layout, files, skeletons, stale = false, showOwner = true, control, changed } = props;
	const { sort, onSort, toHref, renaming, mayRename, onRename, mayRemove, onRemove, empty } = props;
	const t = useMessages(listFilesMessages);
	const navigate = useNavigate();
	const container = useRef<HTMLDivElement>(null);
	const shown = files ?? [];
	const { selection, change } = control;
	useImperativeHandle(ref, () => ({ focus: (id) => focusFile(container.current, id) }), []);
	useKeptFocus({ container, files: shown, active: selection.active, renamingId: renaming?.id ?? null });

	const removeOne = useLatest((file: StoredFile) => onRemove([file]));
	const rename = useLatest(onRename);
	const pointer = useFilePointer({ files: shown, control });
	const onKeyDown = useFileKeys({
		files: shown,
		control,
		container,
		onOpen: (file) => void navigate(toHref(file)),
		onRename: (file) => mayRename(file) && onRename(file),
		onRemove: (chosen) => {
			const removable = chosen.filter(mayRemove);
			if (removable.length > 0) onRemove(removable);
		},
	});

	if (files !== undefined && files.length === 0) return <div className={styles.empty}>{empty}</div>;
	const isAll = shown.length > 0 && selection.selected.size === shown.length;
	const active = selection.active ?? shown[0]?.id;
	const head = (key: FileSortField | null, text: string, className: string | undefined) => (
		<HeadCell key={text} by={key} text={text} className={className} sort={sort} onSort={onSort} />
	);

	return (
		// The focus is on its rows.
		<div
			ref={container}
			role="grid"
			className={styles.collection}
			data-layout={layout}
			data-owner={showOwner || undefined}
			data-selecting={selection.selected.size > 0 || undefined}
			aria-label={label}
			aria-busy={files === undefined || stale}
			aria-multiselectable
			tabIndex={-1}
			onKeyDown={onKeyDown}
			{...pointer}
		>
			{stale && <div className={styles.progress} />}
			{layout === 'list' && (
				<div role="row" className={styles.head}>
					<div role="columnheader" className={styles.check}>
						<input
							type="checkbox"
							aria-label={t('selectAll')}
							checked={isAll}
							disabled={shown.length === 0}
							ref={(box) => {
								if (box !== null) box.indeterminate = selection.selected.size > 0 && !isAll;
							}}
							onChange={() =>
								change(
									isAll
										? clearSelection(selection)
										: selectAll(
												selection,
												shown.map(({ id }) => id),
											),
								)
							}
						/>
					</div>
					{head('name', t('name'), styles.main)}
					{showOwner && head(null, t('owner'), styles.owner)}
					{head('size', t('size'), styles.size)}
					{head('createdAt', t('uploaded'), styles.date)}
					<div role="columnheader" className={styles.actions}>
						<span className={styles.hidden}>{t('actions')}</span>
					</div>
				</div>
			)}
			{files === undefined
				? Array.from({ length: skeletons }, (_, index) => (
						// biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
						<ItemSkeleton key={index} showOwner={showOwner} />
					))
				: files.map((file) => (
						<FileItem
							key={file.id}
							file={file}
							layout={layout}
							to={toHref(file)}
							isSelected={selection.selected.has(file.id)}
							isActive={file.id === active}
							isChanged={changed.has(file.id)}
							showOwner={showOwner}
							renaming={renaming?.id === file.id ? renaming.view : null}
							onRename={mayRename(file) ? rename : undefined}
							onRemove={mayRemove(file) ? removeOne : undefined}
						/>
					))}
		</div>
	);
};

/** One function for all renders, that calls the one of the last: items that did not change are not rendered again. */
const useLatest = <A extends unknown[]>(callback: (...given: A) => void): ((...given: A) => void) => {
	const latest = useRef(callback);
	latest.current = callback;
	return useCallback((...given: A) => latest.current(...given), []);
};

interface HeadCellProps {
	/** Null: it does not sort. */
	by: FileSortField | null;
	text: string;
	className: string | undefined;
	sort: FilesSort | undefined;
	onSort: ((sort: FilesSort) => void) | undefined;
}

const HeadCell = ({ by, text, className, sort, onSort }: HeadCellProps) => {
	const order = by !== null && sort?.by === by ? sort.order : null;
	if (by === null || onSort === undefined) {
		return (
			<div role="columnheader" className={className}>
				{text}
			</div>
		);
	}
	const next = order === null ? naturalOrder(by) : order === 'asc' ? 'desc' : 'asc';
	return (
		<div
			role="columnheader"
			className={className}
			aria-sort={order === null ? 'none' : order === 'asc' ? 'ascending' : 'descending'}
		>
			<button type="button" className={styles.sort} onClick={() => onSort({ by, order: next })}>
				{text}
				<Icon name={order === null ? 'sort' : order === 'asc' ? 'sort-asc' : 'sort-desc'} size={12} />
			</button>
		</div>
	);
};

/** Of an item's size; a screen reader hears that the list is busy. */
const ItemSkeleton = ({ showOwner }: { showOwner: boolean }) => (
	<div className={styles.item} aria-hidden data-skeleton>
		<div className={styles.check} />
		<div className={styles.main}>
			<span className={styles.thumb}>
				<Skeleton height="100%" radius={0} />
			</span>
			<span className={styles.name}>
				<Skeleton height={12} width="60%" />
			</span>
		</div>
		{showOwner && (
			<div className={styles.owner}>
				<Skeleton height={12} width="70%" />
			</div>
		)}
		<div className={styles.size}>
			<Skeleton height={12} width={48} />
		</div>
		<div className={styles.date}>
			<Skeleton height={12} width={72} />
		</div>
		<div className={styles.actions} />
	</div>
);
