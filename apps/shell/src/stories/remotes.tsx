import type { SearchRemote, SearchResult, StartRemote } from '@flotilla/federation';
import type { StoryRemote } from '@flotilla/testing/stories';
import { Card, PageHeader, StatCard } from '@flotilla/ui';
import { SearchInput } from '@flotilla/ui/forms';
import { Link, useSearchParams } from 'react-router';

const UsersPage = () => (
	<>
		<title>Users · Flotilla</title>
		<PageHeader title="Users" description="Everybody who can sign in." />
		<SearchInput label="Search users" value="" onChange={() => {}} />
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

const PasswordSection = () => <Card>Here the remote that signs people in lets them change their password.</Card>;

const people = ['Ada Lovelace', 'Adele Goldberg', 'Grace Hopper', 'Alan Turing', 'Radia Perlman'];
const documents = ['Charts of Bergen.pdf', 'Crew list.csv', 'Adriatic.png'];
const searchIn =
	(names: readonly string[], toResult: (name: string) => SearchResult): SearchRemote =>
	async (text) =>
		names.filter((name) => name.toLowerCase().includes(text.toLowerCase())).map(toResult);
const addressOf = (name: string) => name.toLowerCase().replaceAll(' ', '-');
const searchPeople = searchIn(people, (name) => ({
	label: name,
	description: `${addressOf(name)}@flotilla.test`,
	path: `/users/${addressOf(name)}`,
	icon: 'user',
}));
const searchFiles = searchIn(documents, (name) => ({
	label: name,
	description: '1.2 MB',
	path: `/files?search=${encodeURIComponent(name)}`,
	icon: 'file',
}));

/** Three teams' remotes, as small as the shell's view of them. */
export const auth: StoryRemote = {
	name: 'auth',
	title: 'Sign in',
	access: 'public',
	signInPath: '/auth/sign-in',
	slots: [{ slot: 'shell:settings', component: 'PasswordSection', title: 'Password', labels: { de: 'Passwort' } }],
	start: () => ({ Page: SignInPage, slots: { PasswordSection } }),
};
export const users: StoryRemote = {
	name: 'users',
	title: 'Users',
	permission: 'users:read',
	labels: { de: 'Personen' },
	navigation: [
		{
			label: 'Users',
			labels: { de: 'Personen' },
			path: '/users',
			icon: 'users',
			order: 10,
			permission: 'users:read',
			shortcut: 'g u',
		},
	],
	commands: [
		{
			label: 'Add a person',
			labels: { de: 'Person hinzufügen' },
			path: '/users?new',
			icon: 'plus',
			permission: 'users:create',
			shortcut: 'n',
		},
	],
	slots: [{ slot: 'shell:dashboard', component: 'PeopleCard', title: 'People', order: 10 }],
	start: () => ({ Page: UsersPage, slots: { PeopleCard }, search: searchPeople }),
};
export const files: StoryRemote = {
	name: 'files',
	title: 'Files',
	permission: 'files:read',
	labels: { de: 'Dateien' },
	navigation: [
		{
			label: 'Files',
			labels: { de: 'Dateien' },
			path: '/files',
			icon: 'files',
			order: 20,
			permission: 'files:read',
			shortcut: 'g f',
		},
	],
	slots: [{ slot: 'shell:dashboard', component: 'FilesCard', title: 'Files', order: 20 }],
	start: () => ({ Page: FilesPage, slots: { FilesCard }, search: searchFiles }),
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

/** The same remote, which cannot be searched at the moment. */
export const notSearchable = (remote: StoryRemote): StoryRemote => ({
	...remote,
	start: async (context) => ({
		...(await remote.start(context)),
		search: () => Promise.reject(new Error('The remote’s own index is away.')),
	}),
});

/** The same remote, on its way for good. */
export const neverStarting = (remote: StoryRemote): StoryRemote => ({
	...remote,
	start: () => new Promise<never>(() => {}),
});
