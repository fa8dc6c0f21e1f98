import { type ImportRowError, type ImportUsersResult, maximumImportErrors } from '@flotilla/contracts';
import { useFormat, useMessages } from '@flotilla/i18n';
import { Alert, Button, EmptyState, Group, Icon, Stack, Text, Title } from '@flotilla/ui';
import { DataTable, type DataTableColumn } from '@flotilla/ui/data';
import { SearchInput, Select } from '@flotilla/ui/forms';
import { useState } from 'react';
import { saveFile } from '../../save-file/save-file.ts';
import { importUsersMessages } from './import-users.messages.ts';
import { countByCode, filterErrors, type RowCode, writeErrorFile } from './import-users.model.ts';
import styles from './import-users.module.css';

interface Props {
	file: File;
	result: ImportUsersResult;
}

/** Errors that are shown at first, and that each "Show more" adds. */
const errorsAtATime = 10;

/** What is wrong with which rows, and a file of them to mend. */
export const ImportErrors = ({ file, result }: Props) => {
	const t = useMessages(importUsersMessages);
	const format = useFormat();
	const [code, setCode] = useState<RowCode | null>(null);
	const [text, setText] = useState('');
	const [limit, setLimit] = useState(errorsAtATime);
	const [isUnreadable, setUnreadable] = useState(false);
	const found = filterErrors(result.errors, { code, text });
	const shown = found.slice(0, limit);
	// Of a cell the server knows more than its code says, but in one language.
	const say = (error: ImportRowError): string => t(`problem.${error.code}`);

	const download = async () => {
		setUnreadable(false);
		try {
			const made = await writeErrorFile(file, result, { column: 'problem', say });
			saveFile(made, file.name.replace(/(\.csv)?$/i, '-errors.csv'));
		} catch {
			// It was moved, or written to, since it was chosen.
			setUnreadable(true);
		}
	};

	const columns: readonly DataTableColumn<ImportRowError>[] = [
		{ key: 'row', header: t('row'), width: '5rem', align: 'end', render: ({ row }) => format.number(row) },
		{
			key: 'field',
			header: t('column'),
			width: '8rem',
			render: ({ field }) => field ?? <Text c="dimmed">{t('wholeRow')}</Text>,
		},
		{
			key: 'value',
			header: t('value'),
			width: '14rem',
			hideBelow: 'sm',
			render: ({ value }) => <span className={styles.value}>{value ?? ''}</span>,
		},
		{ key: 'problem', header: t('problem'), wrap: true, render: say },
	];

	return (
		<Stack gap="sm">
			<Group justify="space-between" gap="sm">
				<div>
					<Title order={2} size="h4">
						{t('errorsOf', { count: result.failed })}
					</Title>
					<Text size="sm" c="dimmed">
						{result.errors.length >= maximumImportErrors
							? t('listed', { count: result.errors.length })
							: t('errorFileHint')}
					</Text>
				</div>
				<Button variant="default" leftSection={<Icon name="download" size={14} />} onClick={() => void download()}>
					{t('errorFile')}
				</Button>
			</Group>
			{isUnreadable && (
				<Alert role="alert" color="red">
					{t('unreadable')}
				</Alert>
			)}
			<Group gap="sm">
				<SearchInput label={t('searchErrors')} value={text} onChange={setText} className={styles.search} />
				<Select
					aria-label={t('problemFilter')}
					value={code ?? ''}
					onChange={(value) => setCode(value === '' ? null : (value as RowCode))}
					className={styles.filter}
					data={[
						{ value: '', label: t('allProblems') },
						...countByCode(result.errors).map(({ code: value }) => ({ value, label: t(`problem.${value}`) })),
					]}
				/>
			</Group>
			<DataTable
				label={t('errors')}
				columns={columns}
				rows={shown}
				rowKey={({ row, field = '', code: kind }) => `${row} ${field} ${kind}`}
				empty={<EmptyState icon={<Icon name="search" />} title={t('nothingFits')} />}
			/>
			<Group justify="space-between">
				<Text size="sm" c="dimmed" role="status">
					{t('shown', { shown: shown.length, total: found.length })}
				</Text>
				{found.length > limit && (
					<Button variant="default" size="xs" onClick={() => setLimit(limit + errorsAtATime)}>
						{t('more', { count: Math.min(errorsAtATime, found.length - limit) })}
					</Button>
				)}
			</Group>
		</Stack>
	);
};
