export {
	createEventBus,
	type EventBus,
	type EventBusOptions,
	type EventHandler,
	type RejectedMessage,
	type SubscribeOptions,
	type Unsubscribe,
} from './bus/event-bus.ts';
export type { EventMessage } from './bus/event-message.ts';
export type { Clock } from './realtime/clock.ts';
export type { NetworkStatus } from './realtime/network-status.ts';
export {
	type ConnectOptions,
	createRealtime,
	type Realtime,
	type RealtimeOptions,
} from './realtime/realtime.ts';
export type { CreateSocket, RealtimeSocket } from './realtime/socket.ts';
