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
export { type Clock, systemClock } from './realtime/clock.ts';
export type { TabLocks } from './realtime/leader-election.ts';
export type { NetworkStatus } from './realtime/network-status.ts';
export type { PageLifecycle } from './realtime/page-lifecycle.ts';
export type { Presence } from './realtime/presence.ts';
export {
	type ConnectOptions,
	createRealtime,
	type Realtime,
	type RealtimeOptions,
} from './realtime/realtime.ts';
export { isRealtimeError, RealtimeError, type RealtimeErrorCode } from './realtime/realtime-error.ts';
export type { Refusal } from './realtime/realtime-options.ts';
export type { CreateSocket, RealtimeSocket } from './realtime/socket.ts';
