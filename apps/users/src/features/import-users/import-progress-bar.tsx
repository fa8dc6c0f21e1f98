import { useFormat, useMessages } from '@flotilla/i18n';
import { Button, Group, Progress, Stack, Text } from '@flotilla/ui';
import { importUsersMessages } from './import-users.messages.ts';
import type { ImportProgress } from './use-import.ts';

interface Props {
	/** What is going on. */
	label: string;
	progress: ImportProgress;
	/** New people that are expected; 0: it is not known how far the work is. */
	total: number;
	/** What the button that ends it says. */
	cancel: string;
	onCancel: () => void;
}

/** First the file is sent, then the server works; each is told as far as it is known. */
export const ImportProgressBar = ({ label, progress: { sent, imported }, total, cancel, onCancel }: Props) => {
	const t = useMessages(importUsersMessages);
	const format = useFormat();
	const isSending = sent < 100;
	const isCounting = !isSending && imported > 0 && total > 0;
	const value = isSending ? sent : isCounting ? (imported / total) * 100 : null;
	return (
		<Stack gap="xs">
			<Text fw={600}>{label}</Text>
			<Progress label={label} hideLabel value={value} />
			<Group justify="space-between">
				<Text size="sm" c="dimmed" role="status">
					{isSending
						? t('sending', { percent: format.percent(sent / 100) })
						: isCounting
							? t('importedSoFar', { count: imported, total })
							: t('working')}
				</Text>
				<Button variant="default" size="xs" onClick={onCancel}>
					{cancel}
				</Button>
			</Group>
		</Stack>
	);
};
