import type { StoredFile } from '@flotilla/contracts';
import { ActionIcon, Icon } from '@flotilla/ui';
import { DataTable, type DataTableColumn, formatBytes, RelativeTime } from '@flotilla/ui/data';
import type { ReactNode } from 'react';
import { FileName } from './file-name.tsx';

interface Props {
	/** Names the table. */
	label: string;
	/** Undefined while they are on their way. */
	files: readonly StoredFile[] | undefined;
	/** Placeholders until then. */
	skeletonRows: number;
	/** The ids of files that are being removed: they are left out. */
	leaving: ReadonlySet<string>;
	/** The files are those of another question, until the answer to the new one is here. Default false. */
	stale?: boolean;
	/** Default true. */
	showOwner?: boolean;
	/** Stands in place of no rows. */
	empty: ReactNode;
	/** After the download, at the end of a row. */
	renderActions: (file: StoredFile) => ReactNode;
}

type Column = DataTableColumn<StoredFile>;

const name: Column = {
	key: 'originalName',
	header: 'Name',
	render: (file) => <FileName file={file} />,
	truncate: true,
};
const owner: Column = { key: 'ownerName', header: 'Owner', width: '11rem', hideBelow: 'sm' };
const size: Column = {
	key: 'size',
	header: 'Size',
	align: 'end',
	width: '6.5rem',
	render: (file) => formatBytes(file.size),
};
const uploaded: Column = {
	key: 'createdAt',
	header: 'Uploaded',
	width: '9rem',
	hideBelow: 'sm',
	render: (file) => <RelativeTime value={file.createdAt} />,
};

/** Files as rows; the same in every place that shows files. */
export const FileList = (props: Props) => {
	const { label, files, skeletonRows, leaving, stale = false, showOwner = true, empty, renderActions } = props;
	return (
		<DataTable
			label={label}
			columns={showOwner ? [name, owner, size, uploaded] : [name, size, uploaded]}
			rows={files?.filter(({ id }) => !leaving.has(id)) ?? []}
			rowKey={(file) => file.id}
			rowProps={(file) => ({ 'data-file-id': file.id })}
			loading={files === undefined || stale}
			skeletonRows={skeletonRows}
			empty={empty}
			rowActions={(file) => (
				<>
					<ActionIcon
						component="a"
						href={file.url}
						download={file.originalName}
						aria-label={`Download ${file.originalName}`}
					>
						<Icon name="download" />
					</ActionIcon>
					{renderActions(file)}
				</>
			)}
		/>
	);
};
