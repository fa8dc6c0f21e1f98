import { type Topic, topicsOf } from '@flotilla/contracts';
import type { EventRow } from '../database/schema.ts';
import { createOutgoingFrame, type OutgoingFrame } from './outgoing-frame.ts';

/** An event on its way out: whom it concerns, and its frame, made when somebody is there to get it. */
export interface OutgoingEvent {
	readonly row: EventRow;
	readonly topics: readonly Topic[];
	readonly frame: OutgoingFrame;
}

export type PrepareEvent = (row: EventRow) => OutgoingEvent;

export interface PrepareEventOptions {
	epoch: string;
	/** The payload of an event as it is sent now: signed addresses are made on the way out. */
	present(row: EventRow): unknown;
}

/** `<epoch>:<offset>`: the frame's id, and what an event stream resumes from. */
export const eventId = (epoch: string, offset: number): string => `${epoch}:${offset}`;

export const createPrepareEvent =
	({ epoch, present }: PrepareEventOptions): PrepareEvent =>
	(row) => {
		let frame: OutgoingFrame | undefined;
		return {
			row,
			topics: topicsOf(row.type, row.payload),
			get frame() {
				frame ??= createOutgoingFrame({
					type: row.type,
					payload: present(row),
					timestamp: row.created_at.toISOString(),
					id: eventId(epoch, row.offset),
					offset: row.offset,
					source: 'api',
				});
				return frame;
			},
		};
	};
