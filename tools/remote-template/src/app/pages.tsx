import type { Api } from '@flotilla/api-client';
import { Navigate, Route, Routes } from 'react-router';
import { collectionDefinition } from '../entry/collection-definition.ts';
import { CreateEntry } from '../features/create-entry/create-entry.view.tsx';
import { ListEntries } from '../features/list-entries/list-entries.view.tsx';
import { SetUpCollection } from '../features/set-up-collection/set-up-collection.view.tsx';

/** Everything below the remote's prefix. */
export const Pages = ({ api }: { api: Pick<Api, 'data'> }) => (
	<Routes>
		<Route index element={<EntriesPage api={api} />} />
		<Route path="*" element={<Navigate to="/sample" replace />} />
	</Routes>
);

const EntriesPage = ({ api }: { api: Pick<Api, 'data'> }) => (
	<ListEntries
		action={<CreateEntry />}
		renderSetUp={(onDone) => (
			<SetUpCollection define={() => api.data('sample').define(collectionDefinition)} onDone={onDone} />
		)}
	/>
);
