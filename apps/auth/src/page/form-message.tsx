import { useMessages } from '@flotilla/i18n';
import { Alert, Icon } from '@flotilla/ui';
import type { ReactNode } from 'react';
import { type Problem, problemText } from '../form/problem.ts';
import { accountMessages } from '../messages/account.messages.ts';

interface Props {
	problem: Problem | null;
	/** The way out. */
	children?: ReactNode;
}

/** What is wrong with a form as a whole. It stands last, so that nothing moves when it appears. */
export const FormMessage = ({ problem, children }: Props) => {
	const t = useMessages(accountMessages);
	if (problem === null) return null;
	return (
		<Alert role="alert" color="red" icon={<Icon name="error" />}>
			{problemText(t, problem)}
			{children === undefined ? null : <> {children}</>}
		</Alert>
	);
};
