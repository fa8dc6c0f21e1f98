import { useMessages } from '@flotilla/i18n';
import { useSession } from '@flotilla/session';
import { Button, Loader } from '@flotilla/ui';
import { useEffect, useState } from 'react';
import { accountMessages } from '../messages/account.messages.ts';
import { Notice } from '../page/notice.tsx';
import { appMessages } from './app.messages.ts';

/**
 * While it is not known whether somebody is signed in there is no form: it would go again at once. Where nobody can be
 * asked, it says so; the cookie of a session is untouched.
 */
export const Restoring = () => {
	const t = useMessages(appMessages);
	const shared = useMessages(accountMessages);
	const session = useSession();
	const [attempt, setAttempt] = useState(0);
	const [failedAttempt, setFailedAttempt] = useState(-1);
	const isUnreachable = failedAttempt >= 0;

	useEffect(() => {
		let isCurrent = true;
		session.restore().catch(() => {
			if (isCurrent) setFailedAttempt(attempt);
		});
		const again = () => setAttempt((count) => count + 1);
		window.addEventListener('online', again);
		return () => {
			isCurrent = false;
			window.removeEventListener('online', again);
		};
	}, [session, attempt]);

	if (!isUnreachable) return <Loader role="status" aria-label={t('restoring')} display="block" mx="auto" />;
	return (
		<Notice
			title={t('unreachableTitle')}
			actions={
				<Button size="md" fullWidth loading={failedAttempt < attempt} onClick={() => setAttempt((count) => count + 1)}>
					{shared('tryAgain')}
				</Button>
			}
		>
			{t('unreachableText')}
		</Notice>
	);
};
