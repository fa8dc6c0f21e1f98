import type { StartRemote } from '@flotilla/federation';
import type { StoryRemote } from '@flotilla/testing/stories';
import { PageHeader, StatCard } from '@flotilla/ui';
import { Link, useSearchParams } from 'react-router';

const UsersPage = () => (
	<>
		<title>Users · Flotilla</title>
		<PageHeader title="Users" description="Everybody who can sign in." />
	</>
);
const FilesPage = () => (
	<>
		<title>Files · Flotilla</title>
		<PageHeader title="Files" description="What people keep here." />
	</>
);
const SignInPage = () => {
	const [parameters] = useSearchParams();
	return (
		<main>
			<title>Sign in · Flotilla</title>
			<h1>Sign in</h1>
			<Link to={parameters.get('return') ?? '/'}>Back</Link>
		</main>
	);
};
const PeopleCard = () => <StatCard label="People" value="512" hint="12 joined this week" />;
const FilesCard = () => <StatCard label="Files" value="1,204" hint="3 added today" />;

/** Three teams' remotes, as small as the shell's view of them. */
export const auth: StoryRemote = {
	name: 'auth',
	title: 'Sign in',
	access: 'public',
	signInPath: '/auth/sign-in',
	start: () => ({ Page: SignInPage }),
};
export const users: StoryRemote = {
	name: 'users',
	title: 'Users',
	permission: 'users:read',
	navigation: [{ label: 'Users', path: '/users', icon: 'users', order: 10, permission: 'users:read' }],
	slots: [{ slot: 'shell:dashboard', component: 'PeopleCard', title: 'People', order: 10 }],
	start: () => ({ Page: UsersPage, slots: { PeopleCard } }),
};
export const files: StoryRemote = {
	name: 'files',
	title: 'Files',
	permission: 'files:read',
	navigation: [{ label: 'Files', path: '/files', icon: 'files', order: 20, permission: 'files:read' }],
	slots: [{ slot: 'shell:dashboard', component: 'FilesCard', title: 'Files', order: 20 }],
	start: () => ({ Page: FilesPage, slots: { FilesCard } }),
};
/** For people with a permission that only administrators have. */
export const audit: StoryRemote = {
	name: 'audit',
	title: 'Audit log',
	permission: 'audit:read',
	navigation: [{ label: 'Audit log', path: '/audit', icon: 'shield', order: 30, permission: 'audit:read' }],
	start: () => ({ Page: UsersPage }),
};

/** The same remote, whose start fails at the first time. */
export const failingOnce = (remote: StoryRemote): StoryRemote => {
	let starts = 0;
	const start: StartRemote = (context) => {
		starts += 1;
		if (starts === 1) throw new Error('The remote’s own server is away.');
		return remote.start(context);
	};
	return { ...remote, start };
};

/** The same remote, on its way for good. */
export const neverStarting = (remote: StoryRemote): StoryRemote => ({
	...remote,
	start: () => new Promise<never>(() => {}),
});
