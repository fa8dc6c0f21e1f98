export { observeVitals } from './observe-vitals.ts';
export { sendBeacons } from './send-beacons.ts';
