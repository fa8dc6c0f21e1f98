import { isApiError } from '@flotilla/api-client';
import { useNetworkState, useUser } from '@flotilla/data-cache';
import { useMessages } from '@flotilla/i18n';
import { Anchor, Button, EmptyState, Icon, PageHeader } from '@flotilla/ui';
import { Link, useParams } from 'react-router';
import { LoadFailure } from '../../failure/load-failure.tsx';
import { fullName } from '../../person/person-names.ts';
import { showUserMessages } from './show-user.messages.ts';
import { UserHeader } from './user-header.tsx';
import type { UserParts } from './user-parts.ts';
import { UserSkeleton } from './user-skeleton.tsx';
import { UserTabs } from './user-tabs.tsx';

/** One person: who they are, their profile, and a tab for each remote that has something to add. */
export const ShowUser = (parts: UserParts) => {
	const t = useMessages(showUserMessages);
	const { id = '' } = useParams();
	const { data: user, error, isStale, isValidating, refresh } = useUser(id);
	const network = useNetworkState();

	if (user !== undefined) {
		return (
			<>
				<title>{`${fullName(user)} · Flotilla`}</title>
				<UserHeader user={user} isKept={isStale && network !== 'online'} actions={parts.renderActions(user)} />
				<UserTabs user={user} {...parts} />
			</>
		);
	}
	if (isMissing(error)) {
		return (
			<>
				<title>{`${t('missingPage')} · Flotilla`}</title>
				<meta name="robots" content="noindex" />
				<PageHeader title={t('missingTitle')} breadcrumbs={<UsersLink />} />
				<EmptyState
					icon={<Icon name="user" />}
					title={t('nobody')}
					description={t('nobodyText')}
					action={
						<Button component={Link} to="/users" variant="default">
							{t('all')}
						</Button>
					}
				/>
			</>
		);
	}
	if (error !== undefined) {
		return (
			<>
				<title>{`${t('users')} · Flotilla`}</title>
				<meta name="robots" content="noindex" />
				<PageHeader title={t('person')} breadcrumbs={<UsersLink />} />
				<LoadFailure what={t('subject')} error={error} onRetry={() => void refresh()} retrying={isValidating} />
			</>
		);
	}
	return <UserSkeleton />;
};

const UsersLink = () => (
	<Anchor component={Link} to="/users">
		{useMessages(showUserMessages)('users')}
	</Anchor>
);

/** An id that is none at all cannot be anybody's either. */
const isMissing = (error: unknown): boolean =>
	isApiError(error) && (error.status === 404 || error.code === 'VALIDATION_FAILED');
