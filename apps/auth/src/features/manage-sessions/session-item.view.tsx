import type { Session } from '@flotilla/contracts';
import { useFormat, useMessages } from '@flotilla/i18n';
import { Badge, Button, Icon } from '@flotilla/ui';
import { describeSession } from './describe-session.ts';
import { manageSessionsMessages } from './manage-sessions.messages.ts';
import classes from './manage-sessions.module.css';

interface Props {
	session: Session;
	onEnd(): void;
}

/** One place where the person is signed in. */
export const SessionItem = ({ session, onEnd }: Props) => {
	const t = useMessages(manageSessionsMessages);
	const format = useFormat();
	const { device, facts } = describeSession(session, { t, format });
	return (
		<li className={classes.session}>
			<span className={classes.icon}>
				<Icon name="monitor" size={20} />
			</span>
			<div className={classes.text}>
				<div className={classes.device}>
					{device}
					{session.current ? <Badge color="green">{t('thisDevice')}</Badge> : null}
				</div>
				<ul className={classes.facts}>
					{facts.map((fact) => (
						<li key={fact}>{fact}</li>
					))}
				</ul>
			</div>
			{session.current ? null : (
				<Button size="xs" variant="default" aria-label={t('endNamed', { device })} onClick={onEnd}>
					{t('end')}
				</Button>
			)}
		</li>
	);
};
