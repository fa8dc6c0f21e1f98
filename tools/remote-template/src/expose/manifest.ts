export { manifest } from '../../remote.manifest.ts';
