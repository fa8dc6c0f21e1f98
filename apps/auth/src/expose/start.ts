import type { StartRemote } from '@flotilla/federation';
import { AuthApp } from '../app/auth-app.tsx';

export const start: StartRemote = () => ({ Page: AuthApp });
