import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';

export type Log = Logger;

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

export interface LogOptions {
	/** The server's name, on every line. */
	name: string;
	/** Default `info`; `silent` writes nothing. */
	level?: LogLevel;
	/** Coloured lines for people in place of JSON. Default: whether standard output is a terminal. */
	humanReadable?: boolean;
	/** Gets each line, as JSON. Default: standard output does. */
	destination?: { write(line: string): void };
}

/** A pino logger. */
export const createLog = ({
	name,
	level = 'info',
	humanReadable = process.stdout.isTTY,
	destination,
}: LogOptions): Log => {
	if (destination !== undefined) return pino({ name, level }, destination);
	return humanReadable
		? pino({ name, level }, pretty({ ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss', sync: true }))
		: pino({ name, level });
};
