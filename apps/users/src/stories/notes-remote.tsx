import type { StoryRemote } from '@flotilla/testing/stories';

const NoPage = () => null;
const NotesTab = ({ userId }: { userId: string }) => <p>{`Notes on ${userId}`}</p>;

/** Another team's remote, which adds something to a person's page. */
export const notesRemote: StoryRemote = {
	name: 'notes',
	slots: [{ slot: 'users:detail-tabs', component: 'NotesTab', title: 'Notes' }],
	start: () => ({ Page: NoPage, slots: { NotesTab } }),
};
