import { useDescribeError } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { Alert, Button, ErrorCard, Group, Icon, Stack, Text } from '@flotilla/ui';
import { Link } from 'react-router';
import { ImportErrors } from './import-errors.tsx';
import { ImportSummary } from './import-summary.tsx';
import { importUsersMessages } from './import-users.messages.ts';
import { takeFocus } from './take-focus.ts';
import type { Import } from './use-import.ts';

/** How an import ended; nothing before. */
export const ImportOutcome = ({ work, file }: { work: Import; file: File }) => {
	const t = useMessages(importUsersMessages);
	const describe = useDescribeError();
	const { phase } = work;
	if (phase.name === 'cancelled') {
		return (
			<Alert role="status" color="yellow" title={t('cancelled')} tabIndex={-1} ref={takeFocus}>
				<Stack gap="sm" align="flex-start">
					<Text size="sm">{t('soFar', { count: phase.imported })}</Text>
					<Button size="xs" variant="default" onClick={work.checkAgain}>
						{t('again')}
					</Button>
				</Stack>
			</Alert>
		);
	}
	if (phase.name === 'failed') {
		return (
			<ErrorCard
				title={t('brokeOff')}
				description={
					<>
						{describe(phase.error)} {t('soFar', { count: phase.imported })}
					</>
				}
				onRetry={work.checkAgain}
				retryLabel={t('again')}
				{...(phase.error.requestId !== undefined && { requestId: phase.error.requestId })}
			/>
		);
	}
	if (phase.name !== 'done') return null;
	const { result } = phase;
	return (
		<Stack gap="lg">
			<Alert
				tabIndex={-1}
				ref={takeFocus}
				role="status"
				color={result.failed > 0 ? 'yellow' : 'green'}
				icon={<Icon name={result.failed > 0 ? 'alert' : 'success'} />}
				title={t('done', { count: result.imported })}
			>
				{result.imported > 0 && t('doneText')}
			</Alert>
			<ImportSummary result={result} />
			{result.failed > 0 && <ImportErrors file={file} result={result} />}
			<Group gap="sm">
				<Button component={Link} to="/users">
					{t('toUsers')}
				</Button>
				<Button variant="default" onClick={work.clear}>
					{t('anotherImport')}
				</Button>
			</Group>
		</Stack>
	);
};
