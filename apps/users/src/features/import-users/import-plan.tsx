import { type ImportUsersResult, importColumns } from '@flotilla/contracts';
import { useFormat, useMessages } from '@flotilla/i18n';
import { useCan } from '@flotilla/session';
import { Alert, Button, SimpleGrid, Stack, Text, Title } from '@flotilla/ui';
import { Table } from '@flotilla/ui/data';
import { FormActions, Select } from '@flotilla/ui/forms';
import { ImportErrors } from './import-errors.tsx';
import { ImportSummary } from './import-summary.tsx';
import { importUsersMessages } from './import-users.messages.ts';
import type { FilePreview } from './import-users.model.ts';
import styles from './import-users.module.css';
import { takeFocus } from './take-focus.ts';
import type { Import, ImportChoices } from './use-import.ts';

interface Props {
	work: Import;
	file: File;
	plan: ImportUsersResult;
	isOnline: boolean;
	/** Other choices were made; what they lead to is not known yet. */
	isChecking: boolean;
}

/** What the file would do, before it does it. */
export const ImportPlan = ({ work, file, plan, isOnline, isChecking }: Props) => {
	const t = useMessages(importUsersMessages);
	const mayUpdate = useCan('users:update');
	const { choices, preview } = work;
	const effects = plan.imported + plan.updated;
	const isBlocked = choices.mode === 'all-or-nothing' && plan.failed > 0;

	return (
		<Stack gap="lg">
			<section aria-label={t('plan')} aria-busy={isChecking}>
				<Title order={2} size="h4" mb="sm" tabIndex={-1} ref={takeFocus}>
					{t('plan')}
				</Title>
				<ImportSummary result={plan} />
			</section>
			{preview !== null && <FirstRows preview={preview} ignoredColumns={plan.ignoredColumns} />}
			<SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
				<Select
					label={t('existing')}
					value={choices.onExisting}
					onChange={(value) => work.change({ onExisting: value as ImportChoices['onExisting'] })}
					data={[
						{ value: 'error', label: t('existingError') },
						{ value: 'skip', label: t('existingSkip') },
						{ value: 'update', label: t('existingUpdate'), disabled: !mayUpdate },
					]}
				/>
				<Select
					label={t('mode')}
					value={choices.mode}
					onChange={(value) => work.change({ mode: value as ImportChoices['mode'] })}
					data={[
						{ value: 'partial', label: t('modePartial') },
						{ value: 'all-or-nothing', label: t('modeAll') },
					]}
				/>
			</SimpleGrid>
			{(isBlocked || effects === 0) && (
				<Alert role="status" color="yellow">
					{isBlocked ? t('blocked', { count: plan.failed }) : t('nothing')}
				</Alert>
			)}
			<FormActions>
				<Button variant="default" onClick={work.clear}>
					{t('cancel')}
				</Button>
				<Button onClick={work.start} loading={isChecking} disabled={isBlocked || effects === 0 || !isOnline}>
					{t('start', { count: effects })}
				</Button>
			</FormActions>
			{plan.failed > 0 && <ImportErrors file={file} result={plan} />}
		</Stack>
	);
};

const isRead = (column: string): boolean =>
	importColumns.some((known) => known.toLowerCase() === column.trim().toLowerCase());

const FirstRows = ({ preview, ignoredColumns }: { preview: FilePreview; ignoredColumns: readonly string[] }) => {
	const t = useMessages(importUsersMessages);
	const format = useFormat();
	return (
		<section aria-label={t('firstRows')}>
			<Title order={2} size="h4" mb={4}>
				{t('firstRows')}
			</Title>
			{ignoredColumns.length > 0 && (
				<Text size="sm" c="dimmed" mb="sm">
					{t('ignoredColumns', { count: ignoredColumns.length, names: format.list(ignoredColumns) })}
				</Text>
			)}
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by the keyboard. */}
			<section className={styles.scroll} aria-label={t('firstRowsTable')} tabIndex={0}>
				<Table>
					<thead>
						<tr>
							<th scope="col">{t('row')}</th>
							{preview.columns.map((column, place) => (
								// biome-ignore lint/suspicious/noArrayIndexKey: columns may have one name.
								<th key={place} scope="col" data-ignored={!isRead(column) || undefined}>
									{column}
									{!isRead(column) && <span className={styles.ignored}> {t('ignored')}</span>}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{preview.rows.map(({ row, cells }) => (
							<tr key={row}>
								<td>{format.number(row)}</td>
								{preview.columns.map((column, place) => (
									// biome-ignore lint/suspicious/noArrayIndexKey: as above.
									<td key={place} className={styles.cell} data-ignored={!isRead(column) || undefined}>
										{cells[place] ?? ''}
									</td>
								))}
							</tr>
						))}
					</tbody>
				</Table>
			</section>
		</section>
	);
};
