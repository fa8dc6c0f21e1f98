import { useMessages } from '@flotilla/i18n';
import { Button, EmptyState, Group, Icon } from '@flotilla/ui';
import { Link, useLocation } from 'react-router';
import { useOverlays } from '../overlays/overlays-context.tsx';
import { appMessages } from './app.messages.ts';

export const NotFound = () => {
	const t = useMessages(appMessages);
	const { open } = useOverlays();
	const { pathname } = useLocation();
	return (
		<>
			<title>{`${t('notFoundTitle')} · Flotilla`}</title>
			<meta name="robots" content="noindex" />
			<EmptyState
				isPage
				icon={<Icon name="search" />}
				title={t('notFound')}
				description={t('notFoundHint', { path: pathname })}
				action={
					<Group gap={8} justify="center">
						<Button component={Link} to="/">
							{t('toDashboard')}
						</Button>
						<Button variant="default" onClick={() => open('palette')}>
							{t('search')}
						</Button>
					</Group>
				}
			/>
		</>
	);
};
