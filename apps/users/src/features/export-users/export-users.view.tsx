import type { ExportUsersQuery } from '@flotilla/contracts';
import { useDescribeError, useNetworkState } from '@flotilla/data-cache';
import { useFormat, useMessages } from '@flotilla/i18n';
import { useCan } from '@flotilla/session';
import { Button, Icon, Modal, Progress, Stack, Text } from '@flotilla/ui';
import { Checkbox } from '@flotilla/ui/forms';
import { useState } from 'react';
import { headButton } from '../../people-list/head-button.ts';
import { exportUsersMessages } from './export-users.messages.ts';
import { useExport } from './use-export.ts';

interface Props {
	/** What the list is narrowed and ordered by. */
	query: Pick<ExportUsersQuery, 'search' | 'role' | 'status' | 'sortBy' | 'sortOrder'>;
	/** How many people that is; left out while it is unknown. */
	total?: number | undefined;
}

/** A button that exports what the list shows, for those who may. */
export const ExportUsers = ({ query, total }: Props) => {
	const t = useMessages(exportUsersMessages);
	const [opened, setOpened] = useState(false);
	if (!useCan('users:export')) return null;
	return (
		<>
			<Button
				variant="default"
				leftSection={<Icon name="download" />}
				classNames={headButton}
				onClick={() => setOpened(true)}
			>
				{t('export')}
			</Button>
			{opened && <ExportDialog query={query} total={total} onClose={() => setOpened(false)} />}
		</>
	);
};

const ExportDialog = ({ query, total, onClose }: Props & { onClose: () => void }) => {
	const t = useMessages(exportUsersMessages);
	const format = useFormat();
	const describe = useDescribeError();
	const network = useNetworkState();
	const { phase, start, cancel } = useExport();
	const [forExcel, setForExcel] = useState(false);
	const isRunning = phase.name === 'running';
	const isNarrowed = query.search !== undefined || query.role !== undefined || query.status !== undefined;
	const begin = () =>
		start({ ...query, bom: forExcel ? '1' : '0' }, `people-${new Date().toISOString().slice(0, 10)}.csv`);

	return (
		<Modal
			opened
			size="sm"
			title={t('title')}
			onClose={onClose}
			closeOnEscape={!isRunning}
			closeOnClickOutside={!isRunning}
			withCloseButton={!isRunning}
			footer={
				isRunning ? (
					<Button variant="default" onClick={cancel}>
						{t('cancel')}
					</Button>
				) : (
					<>
						<Button variant="default" onClick={onClose}>
							{t('close')}
						</Button>
						{phase.name !== 'done' && (
							<Button data-autofocus disabled={network !== 'online'} onClick={() => void begin()}>
								{phase.name === 'failed' ? t('retry') : t('start')}
							</Button>
						)}
					</>
				)
			}
		>
			<Stack gap="md">
				<div>
					<Text>{isNarrowed ? t('some') : t('all')}</Text>
					<Text size="sm" c="dimmed">
						{total === undefined ? '\u00a0' : t('count', { count: total })}
					</Text>
				</div>
				<Checkbox
					label={t('excel')}
					description={t('excelHint')}
					checked={forExcel}
					disabled={isRunning}
					onChange={(event) => setForExcel(event.currentTarget.checked)}
				/>
				{isRunning && <Progress label={t('title')} hideLabel value={null} />}
				<Text size="sm" role="status">
					{network !== 'online' && !isRunning && t('offline')}
					{isRunning && t('running', { size: format.bytes(phase.bytes) })}
					{phase.name === 'done' && t('done', { file: phase.file, size: format.bytes(phase.bytes) })}
				</Text>
				{phase.name === 'failed' && (
					<Text size="sm" c="red" role="alert">
						{t('failed', { reason: describe(phase.error) })}
					</Text>
				)}
			</Stack>
		</Modal>
	);
};
