import { chromium } from '@playwright/test';
import { chromiumArgs, findChromium } from '../browser/find-chromium.ts';
import { soakOutbox } from './outbox/soak-outbox.ts';

interface Options {
	rounds: number;
	seed: number;
	report(line: string): void;
}

/** One tab that is killed after every step, then two at a time that are killed at any. */
export const soakOutboxOnce = async ({ rounds, seed, report }: Options): Promise<readonly string[]> => {
	const executablePath = findChromium();
	const browser = await chromium.launch({ args: [...chromiumArgs], ...(executablePath && { executablePath }) });
	try {
		const alone = await soakOutbox({ browser, rounds, seed, report });
		report(`one tab: ${JSON.stringify(alone.kills)}, ${alone.problems.length} problems`);
		const together = await soakOutbox({ browser, rounds, seed: seed + 1, tabs: 2, report });
		report(`two tabs: ${JSON.stringify(together.kills)}, ${together.problems.length} problems`);
		return [...alone.problems, ...together.problems];
	} finally {
		await browser.close();
	}
};
