export {
	createEventBus,
	type EventArea,
	type EventBus,
	type EventBusOptions,
	type EventHandler,
	type EventNameOf,
	type RejectedMessage,
	type SubscribeOptions,
	type SubscribeToOptions,
	type Unsubscribe,
} from './bus/event-bus.ts';
export type { EventMessage } from './bus/event-message.ts';
export type { CreateTabChannel, TabChannel } from './bus/tab-channel.ts';
export { relayBetweenTabs, type TabRelayOptions } from './bus/tab-relay.ts';
export type { Clock } from './realtime/clock.ts';
export type { NetworkStatus } from './realtime/network-status.ts';
export {
	type ConnectOptions,
	createRealtime,
	type Realtime,
	type RealtimeOptions,
} from './realtime/realtime.ts';
export type { CreateSocket, RealtimeSocket } from './realtime/socket.ts';
