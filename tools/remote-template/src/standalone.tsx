import { startStandalone } from '@flotilla/platform/standalone';
import { manifest } from '../remote.manifest.ts';
import { start } from './expose/start.ts';

void startStandalone({ manifest, start });
