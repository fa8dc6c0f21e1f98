import { isApiError } from '@flotilla/api-client';
import type { User } from '@flotilla/contracts';
import { useUser } from '@flotilla/data-cache';
import { type SlotEntry, useSlot } from '@flotilla/federation';
import {
	Anchor,
	Badge,
	Button,
	EmptyState,
	Group,
	Icon,
	PageHeader,
	PersonAvatar,
	Skeleton,
	Stack,
	Text,
	Title,
} from '@flotilla/ui';
import { Tabs } from '@flotilla/ui/data';
import type { ReactNode } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { LoadFailure } from '../../failure/load-failure.tsx';
import { fullName, roleNames, statusNames } from '../../person/person-names.ts';
import styles from './show-user.module.css';
import { nameTabs, profileTab, readTab, writeTab } from './user-tabs.model.ts';

interface Props {
	/** What the first tab holds. */
	renderProfile: (user: User) => ReactNode;
}

/** One person: who they are, their profile, and a tab for each remote that has something to add. */
export const ShowUser = ({ renderProfile }: Props) => {
	const { id = '' } = useParams();
	const { data: user, error, isValidating, refresh } = useUser(id);

	if (user !== undefined) return <UserPage user={user} renderProfile={renderProfile} />;
	if (isMissing(error)) {
		return (
			<>
				<title>No such person · Flotilla</title>
				<PageHeader title="There is no such person" breadcrumbs={<UsersLink />} />
				<EmptyState
					icon={<Icon name="user" />}
					title="Nobody has this address"
					description="The link may be old, or the account was deleted."
					action={
						<Button component={Link} to="/users" variant="default">
							All users
						</Button>
					}
				/>
			</>
		);
	}
	if (error !== undefined) {
		return (
			<>
				<title>Users · Flotilla</title>
				<PageHeader title="Person" breadcrumbs={<UsersLink />} />
				<LoadFailure what="This person" error={error} onRetry={() => void refresh()} retrying={isValidating} />
			</>
		);
	}
	return <UserSkeleton />;
};

const UserPage = ({ user, renderProfile }: Props & { user: User }) => {
	const tabs = nameTabs<SlotEntry<'users:detail-tabs'>>(useSlot('users:detail-tabs'));
	const [search, setSearch] = useSearchParams();

	return (
		<Stack gap="lg">
			<title>{`${fullName(user)} · Flotilla`}</title>
			<BackToList />
			<Group gap="md" wrap="nowrap" className={styles.header}>
				<PersonAvatar firstName={user.firstName} lastName={user.lastName} size={56} />
				<div className={styles.who}>
					<Title order={1} size="h2" className={styles.name}>
						{fullName(user)}
					</Title>
					<Group gap="xs">
						<Text size="sm" c="dimmed" className={styles.email}>
							{user.email}
						</Text>
						<Badge color="gray">{roleNames[user.role]}</Badge>
						<Badge color={user.status === 'active' ? 'green' : 'gray'}>{statusNames[user.status]}</Badge>
					</Group>
				</div>
			</Group>
			<Tabs
				value={readTab(search, tabs)}
				onChange={(tab) => setSearch(writeTab(search, tab ?? profileTab), { replace: true })}
			>
				<Tabs.List aria-label="About this person">
					<Tabs.Tab value={profileTab}>Profile</Tabs.Tab>
					{tabs.map(({ name, filler }) => (
						<Tabs.Tab key={filler.key} value={name}>
							{filler.title}
						</Tabs.Tab>
					))}
				</Tabs.List>
				<Tabs.Panel value={profileTab} pt="lg">
					{renderProfile(user)}
				</Tabs.Panel>
				{tabs.map(({ name, filler: { key, render } }) => (
					<Tabs.Panel key={key} value={name} pt="lg">
						{render({ userId: user.id })}
					</Tabs.Panel>
				))}
			</Tabs>
		</Stack>
	);
};

const UsersLink = () => (
	<Anchor component={Link} to="/users">
		Users
	</Anchor>
);

const BackToList = () => (
	<Anchor component={Link} to="/users" size="sm" className={styles.back}>
		<Icon name="chevron-left" size={16} />
		Users
	</Anchor>
);

const UserSkeleton = () => (
	<Stack gap="lg" aria-busy="true" aria-label="Loading the person">
		<title>Users · Flotilla</title>
		<BackToList />
		<Group gap="md" wrap="nowrap">
			<Skeleton height={56} circle />
			<Stack gap={8} flex={1}>
				<Skeleton height={24} maw={240} />
				<Skeleton height={16} maw={320} />
			</Stack>
		</Group>
		<Skeleton height={36} />
		<Skeleton height={240} maw={640} />
	</Stack>
);

/** An id that is none at all cannot be anybody's either. */
const isMissing = (error: unknown): boolean =>
	isApiError(error) && (error.status === 404 || error.code === 'VALIDATION_FAILED');
