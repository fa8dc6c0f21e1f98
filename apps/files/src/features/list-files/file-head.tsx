import type { FileSortField } from '@flotilla/contracts';
import { useMessages } from '@flotilla/i18n';
import { Icon, VisuallyHidden } from '@flotilla/ui';
import styles from './file-collection.module.css';
import { naturalOrder } from './files-view.model.ts';
import { listFilesMessages } from './list-files.messages.ts';

export interface FilesSort {
	by: FileSortField;
	order: 'asc' | 'desc';
}

interface Props {
	/** How many of how many are selected. */
	selected: number;
	shown: number;
	showOwner: boolean;
	sort: FilesSort | undefined;
	/** Without it nothing is sorted by its head. */
	onSort: ((sort: FilesSort) => void) | undefined;
	/** All of them, or none. */
	onSelectAll: (all: boolean) => void;
}

/** The head of a list of files: selects all, and sorts. */
export const FileHead = ({ selected, shown, showOwner, sort, onSort, onSelectAll }: Props) => {
	const t = useMessages(listFilesMessages);
	const isAll = shown > 0 && selected === shown;
	const sorting = { sort, onSort };
	return (
		<thead>
			<tr className={styles.head}>
				<th scope="col" className={styles.check}>
					<input
						type="checkbox"
						aria-label={t('selectAll')}
						checked={isAll}
						disabled={shown === 0}
						ref={(box) => {
							if (box !== null) box.indeterminate = selected > 0 && !isAll;
						}}
						onChange={() => onSelectAll(!isAll)}
					/>
				</th>
				<HeadCell by="name" text={t('name')} className={styles.main} {...sorting} />
				{showOwner && (
					<th scope="col" className={styles.owner}>
						{t('owner')}
					</th>
				)}
				<HeadCell by="size" text={t('size')} className={styles.size} {...sorting} />
				<HeadCell by="createdAt" text={t('uploaded')} className={styles.date} {...sorting} />
				<th scope="col" className={styles.actions}>
					<VisuallyHidden>{t('actions')}</VisuallyHidden>
				</th>
			</tr>
		</thead>
	);
};

interface HeadCellProps extends Pick<Props, 'sort' | 'onSort'> {
	by: FileSortField;
	text: string;
	className: string | undefined;
}

const ariaSort = { asc: 'ascending', desc: 'descending' } as const;

const HeadCell = ({ by, text, className, sort, onSort }: HeadCellProps) => {
	if (onSort === undefined) {
		return (
			<th scope="col" className={className}>
				{text}
			</th>
		);
	}
	const order = sort?.by === by ? sort.order : null;
	const next = order === null ? naturalOrder(by) : order === 'asc' ? 'desc' : 'asc';
	return (
		<th scope="col" className={className} aria-sort={order === null ? 'none' : ariaSort[order]}>
			<button type="button" className={styles.sort} onClick={() => onSort({ by, order: next })}>
				{text}
				<Icon name={order === null ? 'sort' : order === 'asc' ? 'sort-asc' : 'sort-desc'} size={12} />
			</button>
		</th>
	);
};
