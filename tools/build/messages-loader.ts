import type { LoaderContext } from '@rspack/core';
import { compileMessages } from './compile-messages.ts';

/** For rspack: files of messages, compiled. */
export default function messagesLoader(this: LoaderContext, source: string): string {
	return compileMessages(source, this.resourcePath);
}
