import type { QueuedWrites } from '../cache/queued-writes.ts';
import type { OpenWrites } from './open-writes.ts';
import type { Writer } from './perform-write.ts';

export interface QueuedWritesOptions {
	open: OpenWrites;
	writer: Writer;
	show(resource: string): void;
}

export const createQueuedWrites = ({ open, writer, show }: QueuedWritesOptions): QueuedWrites => ({
	show(write) {
		if (open.get(write.id) !== undefined) return;
		open.add(write);
		show(write.resource);
	},
	end(writeId, answer = {}) {
		const write = open.get(writeId);
		if (write !== undefined) writer.end(write, answer);
	},
	failed(writeId, error) {
		const write = open.get(writeId);
		if (write !== undefined) writer.takeBack(write, error);
	},
	open: open.ids,
});
