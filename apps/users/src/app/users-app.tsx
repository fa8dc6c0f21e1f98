import type { User } from '@flotilla/contracts';
import type { EventBus } from '@flotilla/event-bus';
import { Skeleton } from '@flotilla/ui';
import { lazy, type ReactNode, Suspense } from 'react';
import { Route, Routes } from 'react-router';
import { DeleteUser } from '../features/delete-user/delete-user.view.tsx';
import { ShowPresence } from '../features/show-presence/show-presence.view.tsx';
import type { Rooms } from '../features/show-presence/use-presence.ts';
import { ShowUser } from '../features/show-user/show-user.view.tsx';
import { PeopleList } from './people-list.tsx';

interface Props {
	bus: EventBus;
	/** Where people meet. */
	rooms: Rooms;
}

// Whoever looks at the list needs no forms: what a page is made of comes with the page.
const EditUser = lazy(async () => ({
	default: (await import('../features/edit-user/edit-user.view.tsx')).EditUser,
}));
const ResolveConflict = lazy(async () => ({
	default: (await import('../features/resolve-conflict/resolve-conflict.view.tsx')).ResolveConflict,
}));
const ShowActivity = lazy(async () => ({
	default: (await import('../features/show-activity/show-activity.view.tsx')).ShowActivity,
}));
const CreateUser = lazy(async () => ({
	default: (await import('../features/create-user/create-user.view.tsx')).CreateUser,
}));
const ImportUsers = lazy(async () => ({
	default: (await import('../features/import-users/import-users.view.tsx')).ImportUsers,
}));

export const UsersApp = ({ bus, rooms }: Props) => (
	<Routes>
		<Route index element={<PeopleList />} />
		<Route path="new" element={page(<CreateUser />)} />
		<Route path="import" element={page(<ImportUsers bus={bus} />)} />
		<Route path=":id" element={<UserPage rooms={rooms} />} />
	</Routes>
);

/** A page whose code may be on its way. */
const page = (content: ReactNode) => <Suspense fallback={<PageSkeleton />}>{content}</Suspense>;

const UserPage = ({ rooms }: Pick<Props, 'rooms'>) => (
	<ShowUser
		renderProfile={(user) => <Profile key={user.id} user={user} />}
		renderActivity={(user) => (
			<Suspense fallback={<Skeleton height={240} maw={720} />}>
				<ShowActivity key={user.id} user={user} />
			</Suspense>
		)}
		renderActions={(user) => (
			<>
				<ShowPresence key={user.id} userId={user.id} rooms={rooms} />
				<DeleteUser user={user} />
			</>
		)}
	/>
);

const Profile = ({ user }: { user: User }) => (
	<Suspense fallback={<Skeleton height={240} maw={640} />}>
		<EditUser
			user={user}
			renderConflict={({ onChoose, onClose, saving, base, mine, theirs }) => (
				<Suspense>
					<ResolveConflict {...{ onChoose, onClose, saving, base, mine, theirs }} />
				</Suspense>
			)}
		/>
	</Suspense>
);

const PageSkeleton = () => (
	<div aria-busy="true">
		<Skeleton height={32} maw={280} mb="lg" />
		<Skeleton height={240} maw={640} />
	</div>
);
