import { runFirstModules } from './boot/run-first-modules.ts';

const boot = async (): Promise<void> => {
	await runFirstModules();
	const { startPage } = await import(/* webpackMode: "eager" */ './boot/start-page.ts');
	await startPage();
};

void boot();
