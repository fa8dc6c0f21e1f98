import mitt from 'mitt';

/** The library itself, for the bench that compares the bus with it. See event-bus.ts for the cast. */
export const bareMitt = mitt as unknown as typeof mitt.default;
