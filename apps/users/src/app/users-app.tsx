import { Route, Routes } from 'react-router';
import { EditUser } from '../features/edit-user/edit-user.view.tsx';
import { ShowUser } from '../features/show-user/show-user.view.tsx';
import { PeopleList } from './people-list.tsx';

export const UsersApp = () => (
	<Routes>
		<Route index element={<PeopleList />} />
		<Route path=":id" element={<ShowUser renderProfile={(user) => <EditUser key={user.id} user={user} />} />} />
	</Routes>
);
