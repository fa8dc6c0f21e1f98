import type { CollectionRecord } from '@flotilla/contracts';
import { useMessages } from '@flotilla/i18n';
import { ActionIcon, ConfirmDialog, Icon, RelativeTime } from '@flotilla/ui';
import { DataTable, type DataTableColumn } from '@flotilla/ui/data';
import { Checkbox } from '@flotilla/ui/forms';
import { type ReactNode, useState } from 'react';
import { type Entry, entries } from '../../entry/entry.ts';
import { useMayDo } from '../../entry/may-do.ts';
import { listEntriesMessages } from './list-entries.messages.ts';
import styles from './list-entries.module.css';

type Row = CollectionRecord<Entry>;

interface Props {
	rows: readonly Row[];
	/** Stands in it when there are none. */
	empty: ReactNode;
}

/** What was refused is shown as it was before, and the page has told why. */
const told = (): void => {};

export const EntriesTable = ({ rows, empty }: Props) => {
	const t = useMessages(listEntriesMessages);
	const mayDo = useMayDo();
	const update = entries.useUpdate();
	const remove = entries.useRemove();
	const [leaving, setLeaving] = useState<Row | null>(null);

	const columns: DataTableColumn<Row>[] = [
		{
			key: 'title',
			header: t('entry'),
			wrap: true,
			render: ({ id, data, createdBy }) => (
				<Checkbox
					label={<span className={data.done === true ? styles.done : undefined}>{data.title}</span>}
					checked={data.done === true}
					disabled={!mayDo({ action: 'update', createdBy })}
					onChange={(event) => void update(id, { done: event.currentTarget.checked }).catch(told)}
				/>
			),
		},
		{
			key: 'createdAt',
			header: t('added'),
			align: 'end',
			width: '9rem',
			hideBelow: 'sm',
			render: ({ createdAt }) => <RelativeTime value={createdAt} />,
		},
		{
			key: 'actions',
			header: t('actions'),
			align: 'end',
			width: '5rem',
			render: (row) =>
				mayDo({ action: 'delete', createdBy: row.createdBy }) && (
					<ActionIcon
						variant="subtle"
						color="gray"
						aria-label={t('delete', { title: row.data.title })}
						onClick={() => setLeaving(row)}
					>
						<Icon name="trash" />
					</ActionIcon>
				),
		},
	];

	return (
		<>
			<DataTable label={t('list')} columns={columns} rows={rows} rowKey={({ id }) => id} empty={empty} />
			<ConfirmDialog
				opened={leaving !== null}
				danger
				title={t('deleteQuestion', { title: leaving?.data.title ?? '' })}
				confirmLabel={t('deleteConfirm')}
				onCancel={() => setLeaving(null)}
				onConfirm={() => {
					if (leaving !== null) void remove(leaving.id).catch(told);
					setLeaving(null);
				}}
			>
				{t('deleteHint')}
			</ConfirmDialog>
		</>
	);
};
