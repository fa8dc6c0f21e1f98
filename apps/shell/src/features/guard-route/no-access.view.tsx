import type { Permission } from '@flotilla/contracts';
import { useFederation } from '@flotilla/federation';
import { useMessages } from '@flotilla/i18n';
import { useSessionState } from '@flotilla/session';
import { Button, EmptyState, Icon, SupportDetails } from '@flotilla/ui';
import { Link, useLocation } from 'react-router';
import { guardRouteMessages } from './guard-route.messages.ts';
import styles from './guard-route.module.css';

interface Props {
	/** What the person lacks. */
	permission: Permission;
	/** Who runs the page. */
	owner: string;
}

/** Says what is missing and who can give it, with what they will ask for. */
export const NoAccess = ({ permission, owner }: Props) => {
	const t = useMessages(guardRouteMessages);
	const { composition } = useFederation();
	const { pathname } = useLocation();
	const user = useSessionState((state) => state.user);
	if (user === null) return null;
	return (
		<>
			<title>{`${t('noAccessTitle')} · Flotilla`}</title>
			<meta name="robots" content="noindex" />
			<EmptyState
				isPage
				icon={<Icon name="lock" />}
				title={t('noAccess')}
				description={t('noAccessHint', {
					permission: t(`permission.${permission}`),
					role: t(`role.${user.role}`),
				})}
				action={
					<Button component={Link} to="/">
						{t('toDashboard')}
					</Button>
				}
			/>
			<div className={styles.details}>
				<SupportDetails
					entries={[
						{ label: t('factPermission'), value: permission },
						{ label: t('factAccount'), value: user.email },
						{ label: t('factPage'), value: pathname },
						{ label: t('factOwner'), value: owner },
						{ label: t('factComposition'), value: composition.id },
					]}
					copyLabel={t('copy')}
				/>
			</div>
		</>
	);
};
