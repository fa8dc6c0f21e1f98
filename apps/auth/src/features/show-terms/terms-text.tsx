import { useMessages } from '@flotilla/i18n';
import { Stack, Text, Title } from '@flotilla/ui';
import { showTermsMessages } from './show-terms.messages.ts';

const sections = [
	['accountTitle', 'account'],
	['contentTitle', 'content'],
	['fairTitle', 'fair'],
	['dataTitle', 'data'],
	['endTitle', 'end'],
] as const;

/** What somebody who registers agrees to. `headings` is the level under the one around it. */
export const TermsText = ({ headings }: { headings: 2 | 3 }) => {
	const t = useMessages(showTermsMessages);
	return (
		<Stack gap="md" style={{ overflowWrap: 'anywhere' }}>
			<Text>{t('intro')}</Text>
			{sections.map(([title, text]) => (
				<Stack key={title} gap={4}>
					<Title order={headings} size="h5">
						{t(title)}
					</Title>
					<Text c="dimmed">{t(text)}</Text>
				</Stack>
			))}
		</Stack>
	);
};
