import type { StartRemote } from '@flotilla/federation';
import { UsersApp } from '../app/users-app.tsx';
import { PeopleCard } from '../features/show-newest-users/people-card.view.tsx';

export const start: StartRemote = () => ({ Page: UsersApp, slots: { PeopleCard } });
