import { isApiError } from '@flotilla/api-client';
import type { Session } from '@flotilla/contracts';
import { useEndSessions, useSessions } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { useSession } from '@flotilla/session';
import { Button, ConfirmDialog, ErrorCard, Skeleton, Stack, Text } from '@flotilla/ui';
import { useEffect, useRef, useState } from 'react';
import { describeFormFailure } from '../../form/form-failure.ts';
import type { Problem } from '../../form/problem.ts';
import { FormMessage } from '../../page/form-message.tsx';
import { inOrder, nameDevice } from './describe-session.ts';
import { manageSessionsMessages } from './manage-sessions.messages.ts';
import classes from './manage-sessions.module.css';
import { SessionItem } from './session-item.view.tsx';

/** What is asked about before it is done. */
type Question = { ends: 'one'; session: Session } | { ends: 'others' } | { ends: 'all' };

/** A section of the settings: where the person is signed in, and the way to end it. */
export const ManageSessions = () => {
	const t = useMessages(manageSessionsMessages);
	const own = useSession();
	const sessions = useSessions();
	const end = useEndSessions();
	const [question, setQuestion] = useState<Question | null>(null);
	const [isBusy, setBusy] = useState(false);
	const [problem, setProblem] = useState<Problem | null>(null);
	const [done, setDone] = useState('');
	const list = useRef<HTMLUListElement>(null);
	const wasConfirmed = useRef(false);

	// What was pressed may be gone. Not before the dialog is: it keeps the focus.
	useEffect(() => {
		if (question !== null || !wasConfirmed.current) return;
		wasConfirmed.current = false;
		list.current?.focus();
	}, [question]);

	const { data, error } = sessions;
	if (data === undefined) {
		if (error === undefined) return <Loading label={t('loading')} />;
		return (
			<ErrorCard
				title={t('failedTitle')}
				description={t('failedText')}
				{...(isApiError(error) && error.requestId !== undefined ? { requestId: error.requestId } : {})}
				onRetry={() => void sessions.refresh()}
				retrying={sessions.isValidating}
			/>
		);
	}

	const open = inOrder(data.sessions);
	const others = open.filter(({ current }) => !current);
	const nameOf = ({ device }: Session): string => nameDevice(device, t);

	const confirm = async (asked: Question): Promise<void> => {
		setBusy(true);
		setProblem(null);
		setDone('');
		try {
			if (asked.ends === 'one') await end.one(asked.session.id);
			else await end.others();
			if (asked.ends === 'one') setDone(t('endedOne', { device: nameOf(asked.session) }));
			if (asked.ends === 'others') setDone(t('endedOthers'));
			// Last: without this session nothing else can be ended.
			if (asked.ends === 'all') await own.signOut();
		} catch (failure) {
			setProblem(describeFormFailure(failure, []).message ?? { key: 'failed' });
		} finally {
			setBusy(false);
			wasConfirmed.current = true;
			setQuestion(null);
		}
	};

	return (
		<Stack gap="md">
			<div className={classes.card}>
				<div className={classes.intro}>
					{t('text')}
					{sessions.isStale ? <div>{t('asOf')}</div> : null}
				</div>
				<ul className={classes.list} aria-label={t('list')} ref={list} tabIndex={-1}>
					{open.map((session) => (
						<SessionItem key={session.id} session={session} onEnd={() => setQuestion({ ends: 'one', session })} />
					))}
				</ul>
				<div className={classes.foot}>
					{others.length === 0 ? t('onlyHere') : null}
					<div className={classes.actions}>
						{others.length === 0 ? null : (
							<Button size="xs" variant="default" onClick={() => setQuestion({ ends: 'others' })}>
								{t('endOthers')}
							</Button>
						)}
						<Button size="xs" variant="light" color="red" onClick={() => setQuestion({ ends: 'all' })}>
							{t('endAll')}
						</Button>
					</div>
				</div>
			</div>
			<Text role="status" size="sm" mih={20}>
				{done}
			</Text>
			<FormMessage problem={problem} />
			{question === null ? null : (
				<ConfirmDialog
					opened
					danger={question.ends !== 'one'}
					loading={isBusy}
					title={
						question.ends === 'one'
							? t('endOneTitle', { device: nameOf(question.session) })
							: question.ends === 'others'
								? t('endOthersTitle', { count: others.length })
								: t('endAllTitle')
					}
					confirmLabel={question.ends === 'one' ? t('end') : question.ends === 'others' ? t('endOthers') : t('endAll')}
					cancelLabel={t('cancel')}
					onCancel={() => setQuestion(null)}
					onConfirm={() => void confirm(question)}
				>
					{question.ends === 'one'
						? t('endOneText')
						: question.ends === 'others'
							? t('endOthersText')
							: t('endAllText')}
				</ConfirmDialog>
			)}
		</Stack>
	);
};

/** As high as two places and what stands around them, so that nothing jumps. */
const Loading = ({ label }: { label: string }) => (
	<div role="status" aria-label={label}>
		<Skeleton height={230} radius="lg" />
	</div>
);
