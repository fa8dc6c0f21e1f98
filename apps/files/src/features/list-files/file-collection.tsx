import type { StoredFile } from '@flotilla/contracts';
import { WaitingLine } from '@flotilla/ui';
import { type ReactNode, type Ref, useImperativeHandle, useRef } from 'react';
import { useNavigate } from 'react-router';
import styles from './file-collection.module.css';
import { FileHead, type FilesSort } from './file-head.tsx';
import { FileItem } from './file-item.tsx';
import { clearSelection, moveTo, selectAll } from './file-selection.model.ts';
import { FileSkeleton } from './file-skeleton.tsx';
import type { FilesLayout } from './files-view.model.ts';
import { focusFile } from './focus-file.ts';
import { useFileKeys } from './use-file-keys.ts';
import { useFilePointer } from './use-file-pointer.ts';
import type { FileSelectionControl } from './use-file-selection.ts';
import { useKeptFocus } from './use-kept-focus.ts';
import { useLatest } from './use-latest.ts';

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
	const navigate = useNavigate();
	const container = useRef<HTMLTableElement>(null);
	const shown = files ?? [];
	const { selection, change } = control;
	const moveFocus = useLatest((id: string) => change(moveTo(selection, id)));
	useImperativeHandle(
		ref,
		() => ({
			focus(id) {
				moveFocus(id);
				return focusFile(container.current, id);
			},
		}),
		[moveFocus],
	);
	// Whoever came by Tab is at the first one.
	const active = selection.active ?? shown[0]?.id ?? null;
	const noteFocus = useKeptFocus({ container, files: shown, active, renamingId: renaming?.id ?? null });

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
	const ids = shown.map(({ id }) => id);

	return (
		<div>
			{stale && <WaitingLine scroll="page" />}
			<table
				ref={container}
				// biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table whose rows are selected
				role="grid"
				className={styles.collection}
				data-layout={layout}
				data-owner={showOwner || undefined}
				data-selecting={selection.selected.size > 0 || undefined}
				aria-label={label}
				aria-busy={files === undefined || stale}
				aria-multiselectable
				// The focus is on its rows.
				tabIndex={-1}
				onKeyDown={onKeyDown}
				onFocus={noteFocus}
				{...pointer}
			>
				{layout === 'list' && (
					<FileHead
						selected={selection.selected.size}
						shown={shown.length}
						showOwner={showOwner}
						sort={sort}
						onSort={onSort}
						onSelectAll={(all) => change(all ? selectAll(selection, ids) : clearSelection(selection))}
					/>
				)}
				<tbody>
					{files === undefined
						? Array.from({ length: skeletons }, (_, index) => (
								// biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
								<FileSkeleton key={index} showOwner={showOwner} />
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
				</tbody>
			</table>
		</div>
	);
};
