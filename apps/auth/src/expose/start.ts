import type { StartRemote } from '@flotilla/federation';
import { createElement } from 'react';
import { AuthApp } from '../app/auth-app.tsx';

export const start: StartRemote = ({ api }) => ({ Page: () => createElement(AuthApp, { account: api.auth }) });
