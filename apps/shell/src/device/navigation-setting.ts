import { createDeviceSwitch } from './device-setting.ts';

/** Whether the navigation beside the page shows its icons alone. */
export const navigationIsNarrow = createDeviceSwitch('flotilla.navigation-narrow', false);
