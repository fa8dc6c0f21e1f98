import { useDescribeError, useNetworkState } from '@flotilla/data-cache';
import type { EventBus } from '@flotilla/event-bus';
import { useFormat, useMessages } from '@flotilla/i18n';
import { useCan } from '@flotilla/session';
import {
	Alert,
	Anchor,
	Button,
	ErrorCard,
	Group,
	Icon,
	NoPermission,
	PageHeader,
	Stack,
	StatusBanner,
	Text,
} from '@flotilla/ui';
import { DropZone } from '@flotilla/ui/data';
import { useState } from 'react';
import { Link } from 'react-router';
import { useLeaveGuard } from '../../leave-guard/use-leave-guard.tsx';
import { saveFile } from '../../save-file/save-file.ts';
import { ImportOutcome } from './import-outcome.tsx';
import { ImportPlan } from './import-plan.tsx';
import { ImportProgressBar } from './import-progress-bar.tsx';
import { importUsersMessages } from './import-users.messages.ts';
import { templateFile } from './import-users.model.ts';
import styles from './import-users.module.css';
import { type Import, useImport } from './use-import.ts';

/** A page to import people: choose a file, see what would happen, let it happen. */
export const ImportUsers = ({ bus }: { bus: EventBus }) => {
	const t = useMessages(importUsersMessages);
	const mayImport = useCan('users:create');
	return (
		<>
			<title>{`${t('page')} · Flotilla`}</title>
			<PageHeader
				title={t('page')}
				description={t('description')}
				breadcrumbs={
					<Anchor component={Link} to="/users">
						{t('users')}
					</Anchor>
				}
			/>
			{mayImport ? <ImportSteps bus={bus} /> : <NoPermission title={t('forbiddenTitle')} permission="users:create" />}
		</>
	);
};

const ImportSteps = ({ bus }: { bus: EventBus }) => {
	const t = useMessages(importUsersMessages);
	const network = useNetworkState();
	const describe = useDescribeError();
	const work = useImport(bus);
	const { file, phase } = work;
	const guard = useLeaveGuard(phase.name === 'importing', {
		title: t('leaveTitle'),
		description: t('leaveText'),
		leave: t('leave'),
		stay: t('stay'),
	});

	return (
		<Stack gap="lg" className={styles.steps}>
			{guard.question}
			{network !== 'online' && (
				<StatusBanner kind="offline" title={t('offline')}>
					{t('offlineHint')}
				</StatusBanner>
			)}
			{file === null ? <ChooseFile work={work} /> : <ChosenFile work={work} file={file} />}
			{phase.name === 'checking' && phase.plan === null && (
				<ImportProgressBar
					label={t('checking')}
					progress={phase.progress}
					total={0}
					cancel={t('cancel')}
					onCancel={work.clear}
				/>
			)}
			{phase.name === 'importing' && (
				<ImportProgressBar
					label={t('importing')}
					progress={phase.progress}
					total={phase.plan.imported}
					cancel={t('cancelImport')}
					onCancel={work.cancel}
				/>
			)}
			{phase.name === 'refused' && (
				<ErrorCard
					title={t('refusedTitle')}
					description={phase.error === null ? t('unreadable') : describe(phase.error)}
					{...(phase.error?.isRetryable === true && { onRetry: work.checkAgain, retryLabel: t('retry') })}
					{...(phase.error?.requestId !== undefined && { requestId: phase.error.requestId })}
				/>
			)}
			{(phase.name === 'checked' || phase.name === 'checking') && phase.plan !== null && file !== null && (
				<ImportPlan
					work={work}
					file={file}
					plan={phase.plan}
					isChecking={phase.name === 'checking'}
					isOnline={network === 'online'}
				/>
			)}
			{file !== null && <ImportOutcome work={work} file={file} />}
		</Stack>
	);
};

const ChooseFile = ({ work }: { work: Import }) => {
	const t = useMessages(importUsersMessages);
	const [rejected, setRejected] = useState<string | null>(null);
	return (
		<Stack gap="sm" align="stretch">
			<DropZone
				label={t('choose')}
				hint={t('hint')}
				accept={['.csv', 'text/csv']}
				multiple={false}
				onFiles={([file]) => file !== undefined && work.choose(file)}
				onReject={([rejection]) => setRejected(rejection?.file.name ?? null)}
			/>
			{rejected !== null && (
				<Alert role="alert" color="red">
					{t('notCsv', { file: rejected })}
				</Alert>
			)}
			<div>
				<Button
					variant="subtle"
					size="xs"
					ml={-8}
					leftSection={<Icon name="download" size={14} />}
					onClick={() => saveFile(templateFile(), 'people.csv')}
				>
					{t('template')}
				</Button>
			</div>
		</Stack>
	);
};

/** The file stays named while it is checked, imported and done with. */
const ChosenFile = ({ work, file }: { work: Import; file: File }) => {
	const t = useMessages(importUsersMessages);
	const format = useFormat();
	const isBusy = work.phase.name === 'checking' || work.phase.name === 'importing';
	return (
		<Group gap="sm" justify="space-between" className={styles.file}>
			<Group gap="xs" wrap="nowrap" className={styles.fileName}>
				<Icon name="file-text" />
				<Text truncate>{t('fileLine', { file: file.name, size: format.bytes(file.size) })}</Text>
			</Group>
			{!isBusy && work.phase.name !== 'done' && (
				<Button variant="subtle" size="xs" onClick={work.clear}>
					{t('another')}
				</Button>
			)}
		</Group>
	);
};
