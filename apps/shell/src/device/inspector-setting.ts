import { createDeviceSwitch } from './device-setting.ts';

/** Whether the developer panel is open, for who may see it. */
export const inspectorIsOpen = createDeviceSwitch('flotilla.inspector', false);
