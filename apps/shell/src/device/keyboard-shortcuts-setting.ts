import { createDeviceSwitch } from './device-setting.ts';

/** Whether single keys do something (WCAG 2.1.4: they can be switched off). Those with a modifier always do. */
export const singleKeyShortcuts = createDeviceSwitch('flotilla.shortcuts', true);
