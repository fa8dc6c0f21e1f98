import type { MailPromise } from '@flotilla/contracts';
import { useMessages } from '@flotilla/i18n';
import { Stack, Text } from '@flotilla/ui';
import { useState } from 'react';
import { describeFormFailure } from '../form/form-failure.ts';
import { type Problem, problemText } from '../form/problem.ts';
import { accountMessages } from '../messages/account.messages.ts';
import { describeWait } from '../waiting/describe-wait.ts';
import { useCountdown } from '../waiting/use-countdown.ts';
import { OutboxLink } from './outbox-link.tsx';
import { WaitingButton } from './waiting-button.tsx';

interface Props {
	/** Asks the server. */
	resend(): Promise<MailPromise>;
	/** What the time between two mails is kept under. */
	waitName: string;
	/** Whether the way to it is shown in development. Default false: the page around it does so. */
	showsOutbox?: boolean;
}

/** Seconds between two mails: the first one may be on its way. */
export const pauseBetweenMails = 30;

/** Sends a mail again. Says that it was asked for, which is all the server tells. */
export const ResendMail = ({ resend, waitName, showsOutbox = false }: Props) => {
	const t = useMessages(accountMessages);
	const [busy, setBusy] = useState(false);
	const [sent, setSent] = useState<MailPromise | null>(null);
	const [problem, setProblem] = useState<Problem | null>(null);
	const wait = useCountdown(waitName);

	const ask = async (): Promise<void> => {
		setBusy(true);
		setProblem(null);
		setSent(null);
		try {
			setSent(await resend());
			wait.start(pauseBetweenMails);
		} catch (error) {
			const { message, fields, retryAfter } = describeFormFailure(error, ['email']);
			setProblem(message ?? fields.email ?? { key: 'failed' });
			if (retryAfter > 0) wait.start(retryAfter);
		} finally {
			setBusy(false);
		}
	};

	return (
		<Stack gap="xs">
			<WaitingButton variant="default" busy={busy} waits={wait.left > 0} onClick={() => void ask()}>
				{wait.left > 0 ? t('sendAgainIn', { wait: describeWait(t, wait.left) }) : t('sendAgain')}
			</WaitingButton>
			<Text role="status" size="sm" c={problem === null ? 'dimmed' : 'red'} mih={20}>
				{problem === null ? (sent === null ? '' : t('sentAgain')) : problemText(t, problem)}
			</Text>
			{showsOutbox ? <OutboxLink path={sent?.outboxPath} /> : null}
		</Stack>
	);
};
