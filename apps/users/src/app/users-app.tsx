import { Route, Routes } from 'react-router';
import { EditUser } from '../features/edit-user/edit-user.view.tsx';
import { ListUsers } from '../features/list-users/list-users.view.tsx';
import { ShowUser } from '../features/show-user/show-user.view.tsx';

export const UsersApp = () => (
	<Routes>
		<Route index element={<ListUsers />} />
		<Route path=":id" element={<ShowUser renderProfile={(user) => <EditUser key={user.id} user={user} />} />} />
	</Routes>
);
